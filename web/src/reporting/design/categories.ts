/** The categories of a breakdown as they were typed: one a line, or pasted from a column; empty lines and leading marks fall away. */
export const categoriesFrom = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^\s*[-–+•*]\s*/, '').trim())
    .filter(Boolean);
