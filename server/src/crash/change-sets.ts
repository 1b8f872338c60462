/** A register that grows by one change set, and the program that loads it, to be killed in the middle. */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { addDays } from '@app/contract/kernel/period.ts';
import { programArguments } from '../built.ts';
import { unitsFolder } from '../org/index.ts';

const root = resolve(import.meta.dirname, '../../..');
/** A commune outside the province of the test, and the days from which it is a ward and a commune in turn. */
const code = '25270';
const types = ['phuong', 'xa'] as const;
const firstDay = '2026-05-01';

export type GrowingRegister = {
  /** Adds one more change and loads the register in a process of its own. */
  loadNext: (dataDir: string) => { child: ChildProcess; effectiveOn: string; done: Promise<boolean> };
  /** Takes its files from the disk. */
  end: () => void;
};

export const growingRegister = (): GrowingRegister => {
  const folder = mkdtempSync(join(tmpdir(), 'chungtay-register-'));
  cpSync(unitsFolder, folder, { recursive: true });
  let made = 0;
  return {
    loadNext: (dataDir) => {
      const effectiveOn = addDays(firstDay, made);
      const [from, to] = made % 2 === 0 ? types : [types[1], types[0]];
      appendFileSync(
        join(folder, 'changes-after-2025-07.csv'),
        `${code},commune,type,${from},${to},${effectiveOn},1/NQ-UBTVQH16,\n`,
      );
      made += 1;
      const { DATABASE_URL: _, ...env } = process.env;
      const child = spawn(
        process.execPath,
        [...programArguments('cli'), 'units', 'import', folder, '--data-dir', dataDir],
        { cwd: root, env, stdio: 'ignore' },
      );
      // The program ends with 0 only after the commit: that is its acknowledgement.
      const done = new Promise<boolean>((ended) => child.once('exit', (exit) => ended(exit === 0)));
      return { child, effectiveOn, done };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
};
