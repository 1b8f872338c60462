import * as z from 'zod';
import { wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { groupNames } from '../catalogue.ts';
import { lines } from '../routes.ts';

/** An added indicator with everything that screens and forms ask of one. */
const addedIndicator = z.object({
  id: z.string(),
  slot: z.number().int(),
  group: z.enum(groupNames),
  words: wordsAnswer,
  unit: wordsAnswer,
  kind: z.enum(['F', 'S', 'D', 'R', 'A', 'B']),
  share: z.enum(['one', 'add']),
  line: z.enum(lines),
  part: z.string().optional(),
  whole: z.string().optional(),
  partOf: z.boolean().optional(),
  sumOf: z.array(z.string()).readonly().optional(),
  within: z.string().optional(),
  breakdown: z.object({ of: z.string(), by: wordsAnswer, category: wordsAnswer }).optional(),
  ownerUnitId: z.number().int().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  decimals: z.number().int(),
  public: z.boolean(),
  source: z.string(),
});

export const listAddedIndicators = route({
  method: 'GET',
  path: '/api/indicators/added',
  summary: 'The indicators that were added while the program runs and that the asking post may know, in full',
  response: z.array(addedIndicator),
});
