/** The repository as the laws of the house read it: paths from the root, texts, and what the contract describes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProblemDescription } from '@app/contract/kernel/problem.ts';
import type { Route } from '@app/contract/kernel/route.ts';

export const root = resolve(import.meta.dirname, '../../..');

/** Installed, built or made at run time; a document may name them on a machine that does not have them yet. */
export const madeHere = ['node_modules', '.chungtay', 'web/dist', 'tmp'];

/** All files of the repository, by their path from the root, in order. */
export const allFiles = (): string[] => {
  const below = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === '.git' || entry.name === 'node_modules' || madeHere.includes(path)) return [];
      return entry.isDirectory() ? below(path) : [path];
    });
  return below('').sort();
};

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The folders directly below one. */
export const foldersOf = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Everything that the files of this name export, room by room: `exportsOf('routes.ts')`. */
const exportsOf = async (name: string): Promise<{ room: string; name: string; value: unknown }[]> => {
  const found: { room: string; name: string; value: unknown }[] = [];
  for (const path of allFiles().filter((file) => new RegExp(`^contract/src/[^/]+/([^/]+/)?${name}$`).test(file))) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(root, path)).href);
    const room = path.split('/')[2] ?? '';
    for (const [key, value] of Object.entries(module)) found.push({ room, name: key, value });
  }
  return found;
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isRoute = (value: unknown): value is Route =>
  isRecord(value) && 'method' in value && 'path' in value && 'response' in value;
const isProblem = (value: unknown): value is ProblemDescription =>
  isRecord(value) && 'code' in value && 'says' in value && 'data' in value;

export type NamedRoute = { room: string; name: string; route: Route };

/** Every endpoint that the contract describes. */
export const contractRoutes = async (): Promise<NamedRoute[]> =>
  (await exportsOf('routes.ts')).flatMap(({ room, name, value }) =>
    isRoute(value) ? [{ room, name, route: value }] : [],
  );

export type NamedProblem = { room: string; name: string; problem: ProblemDescription };

/** Every refusal that the contract describes. */
export const contractProblems = async (): Promise<NamedProblem[]> =>
  (await exportsOf('problems.ts')).flatMap(({ room, name, value }) =>
    isProblem(value) ? [{ room, name, problem: value }] : [],
  );
