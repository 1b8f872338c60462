/** Fetched while the first answers are on their way: a font that comes after the screen would have a long form laid out twice. */
export const fetchFonts = (): void => {
  for (const weight of [400, 500, 600]) {
    // A letter of each file: plain, Vietnamese, figures.
    // The words stand without it as well.
    for (const [family, letters] of [
      ['Be Vietnam Pro', 'aế'],
      ['Inter', '0'],
    ])
      document.fonts.load(`${weight} 1em "${family}"`, letters).catch(() => {});
  }
};
