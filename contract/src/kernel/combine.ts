import * as z from 'zod';

/**
 * How a figure adds up. F flow: summed over units and periods. S stock: summed over units, over periods the value at the
 * last cut-off. R ratio and A average: recomputed from their two parts, never added or averaged. B yes/no: the number of
 * units with yes, over periods the last. D distinct: needs the list behind it; two provinces with 38 and 40 kinds of
 * models do not have 78, so D takes no part in any sum.
 */
export const Kind = z.enum(['F', 'S', 'R', 'A', 'B', 'D']);
export type Kind = z.infer<typeof Kind>;
