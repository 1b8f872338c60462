/** Time is handed in: the program reads the clock here and nowhere else. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
