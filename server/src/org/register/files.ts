/** Reads the files of a register, whatever program wrote them: with or without byte order mark, CRLF, composed or not. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nfc } from '@app/contract/kernel/text.ts';
import { CsvError, parse } from 'csv-parse/sync';
import { must, Refused } from '../../kernel/problem.ts';
import {
  faultInFile,
  faultInRegister,
  type Register,
  type RegisterFile,
  type Row,
  registerFiles,
  unreadable,
} from './rules.ts';

/** The register in a folder, without faults; otherwise `org.file-not-readable` with file, line and reason. */
export const readRegister = async (folder: string): Promise<Register> => {
  const register: Partial<Record<RegisterFile, Row[]>> = {};
  for (const file of Object.keys(registerFiles) as RegisterFile[]) register[file] = await readRows(folder, file);
  // Every file has been checked against its own columns, which is all the type adds.
  const whole = register as Register;
  must(faultInRegister(whole));
  return whole;
};

const readRows = async (folder: string, file: RegisterFile): Promise<Row[]> => {
  const [header, ...lines] = parseLines(file, nfc(await readText(folder, file)));
  const columns = header?.record.map((column) => column.trim()) ?? [];
  const ragged = lines.find((line) => line.record.length !== columns.length);
  const rows = lines.map(({ record, row }) => ({
    row,
    cells: Object.fromEntries(columns.map((column, at) => [column, record[at] ?? ''])),
  }));
  if (ragged)
    throw new Refused(
      unreadable(file, ragged.row, {
        vi: `có ${ragged.record.length} ô, dòng tiêu đề có ${columns.length} cột`,
        en: `it has ${ragged.record.length} cells, the first line has ${columns.length} columns`,
      }),
    );
  must(faultInFile(file, columns, rows));
  return rows;
};

const readText = async (folder: string, file: RegisterFile): Promise<string> => {
  const bytes = await readFile(join(folder, registerFiles[file].name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refused(unreadable(file, 1, { vi: 'không có tệp này', en: 'there is no such file' }));
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refused(unreadable(file, 1, { vi: 'tệp không phải mã UTF-8', en: 'the file is not UTF-8' }));
  }
};

type Line = { record: string[]; row: number };

const parseLines = (file: RegisterFile, text: string): Line[] => {
  try {
    const parsed = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return parsed.map(({ record, info }) => ({ record, row: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number((error as CsvError & { lines?: number }).lines ?? 1);
    throw new Refused(
      unreadable(file, row, {
        vi: 'dấu ngoặc kép không khép đúng chỗ',
        en: 'a quotation mark is not closed in its place',
      }),
    );
  }
};
