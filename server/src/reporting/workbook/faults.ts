/** What is said of a file that could not be read. */
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import {
  fileBinaryExcel,
  fileDamaged,
  fileEmpty,
  fileNoSheet,
  fileOds,
  fileOldExcel,
  filePassword,
  fileTooLarge,
  fileTooManyCells,
  fileTooSlow,
  readerBusy,
} from '@app/contract/reporting/workbook/problems.ts';
import { MOST_CELLS } from './read/xlsx.ts';
import { MOST_UNPACKED } from './read/zip.ts';
import type { ReadFault } from './workshop.ts';

const refusals: Record<ReadFault, () => Refusal> = {
  empty: () => refuse(fileEmpty, {}),
  'old-excel': () => refuse(fileOldExcel, {}),
  'binary-excel': () => refuse(fileBinaryExcel, {}),
  password: () => refuse(filePassword, {}),
  ods: () => refuse(fileOds, {}),
  'no-sheet': () => refuse(fileNoSheet, {}),
  damaged: () => refuse(fileDamaged, {}),
  'too-large': () => refuse(fileTooLarge, { most: MOST_UNPACKED / 2 ** 20 }),
  'too-many-cells': () => refuse(fileTooManyCells, { most: MOST_CELLS }),
  'too-slow': () => refuse(fileTooSlow, {}),
  busy: () => refuse(readerBusy, {}),
};

export const refusalOfFile = (fault: ReadFault): Refusal => refusals[fault]();
