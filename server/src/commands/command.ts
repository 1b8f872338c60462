/** What every command of `chungtay` shares: its description, its flags, and opening the house for as long as it works. */
import { parseArgs } from 'node:util';
import { closeRenderer } from '../documents/index.ts';
import { findDatabase, type House, openHouse } from '../house.ts';
import { type Config, readConfig } from '../kernel/config.ts';

/** Flags that a command takes, by name: with a value, or alone. */
type FlagKinds = Readonly<Record<string, 'value' | 'alone'>>;

export type Flags = {
  /** The flag's value; an error when it is not there. */
  need: (name: string) => string;
  get: (name: string) => string | undefined;
  has: (name: string) => boolean;
  /** The flag's value, one of a closed list. */
  oneOf: <const T extends string>(name: string, allowed: readonly T[], otherwise: T) => T;
  /** What stands behind the name of the command. */
  rest: readonly string[];
};

export type Command = {
  /** What is typed: `units import`. */
  name: string;
  /** How it is called and what it does, as lines of the usage. */
  usage: readonly string[];
  flags: FlagKinds;
  /** Answers the exit code; nothing is 0. */
  run: (flags: Flags) => Promise<number | undefined> | Promise<void>;
};

/** The flags behind the name of a command; throws on one that the command does not know. */
export const readFlags = (command: Command, args: readonly string[]): Flags => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries({ 'data-dir': 'value' as const, ...command.flags }).map(([name, kind]) => [
        name,
        { type: kind === 'value' ? ('string' as const) : ('boolean' as const) },
      ]),
    ),
  });
  const get = (name: string) => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    get,
    has: (name) => values[name] === true,
    need: (name) => {
      const value = get(name);
      if (value === undefined) throw new Error(`thiếu --${name} / --${name} is missing`);
      return value;
    },
    oneOf: (name, allowed, otherwise) => {
      const value = get(name) ?? otherwise;
      const found = allowed.find((each) => each === value);
      if (!found) throw new Error(`--${name}: ${allowed.join(' | ')}`);
      return found;
    },
    rest: positionals,
  };
};

/** Who acts at the command line, for the audit: the title of a post, never a name of a person; "cli" where nobody said. */
export const operatorOf = (flags: Flags): string => (flags.get('operator') ?? 'cli').slice(0, 80);

/** The configuration of the environment, with the folder named on the command line. */
export const configOf = (flags: Flags): Config => {
  const dataDir = flags.get('data-dir');
  return readConfig(dataDir ? ['--data-dir', dataDir] : [], process.env);
};

/** Opens the house for one command and closes it again, also when the command fails. */
export const inHouse = async <T>(flags: Flags, work: (house: House) => Promise<T>): Promise<T> => {
  const config = configOf(flags);
  const database = await findDatabase(config);
  try {
    const house = await openHouse(database, config);
    try {
      return await work(house);
    } finally {
      await house.close();
    }
  } finally {
    await closeRenderer();
    await database.stop();
  }
};
