/** `chungtay`: what an operator or an officer does without the web. */
import { say } from '@app/contract/kernel/words.ts';
import { administratorCode } from './commands/administrator-code.ts';
import { auditHead } from './commands/audit-head.ts';
import { auditKeyNew } from './commands/audit-key.ts';
import { backup } from './commands/backup.ts';
import { backupDrill } from './commands/backup-drill.ts';
import { type Command, readFlags } from './commands/command.ts';
import { doctor } from './commands/doctor.ts';
import { expected } from './commands/expected.ts';
import { figuresExport } from './commands/figures-export.ts';
import { importReports } from './commands/import-reports.ts';
import { migrations } from './commands/migrations.ts';
import { report } from './commands/report.ts';
import { restore } from './commands/restore.ts';
import { send } from './commands/send.ts';
import { unitsImport } from './commands/units-import.ts';
import { verify } from './commands/verify.ts';
import { Refused } from './kernel/problem.ts';

const serve: Command = {
  name: 'serve',
  usage: ['serve [--port 3000] [--demo]', 'mở máy chủ / start the server'],
  flags: {},
  run: async () => void (await import('./main.ts')),
};

const commands: readonly Command[] = [
  serve,
  migrations,
  unitsImport,
  report,
  importReports,
  send,
  figuresExport,
  verify,
  expected,
  auditHead,
  auditKeyNew,
  // The longer name first: the first that fits is run.
  backupDrill,
  backup,
  restore,
  administratorCode,
  doctor,
];

const usage = `chungtay <lệnh>\n\n${commands
  .map(({ usage: [call, ...lines] }) => [`  ${call}`, ...lines.map((line) => `      ${line}`)].join('\n'))
  .join('\n')}\n`;

const fail = (error: unknown): void => {
  process.exitCode = 1;
  if (!(error instanceof Refused)) {
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  const { says, data, code, fields } = error.refusal;
  const words = data as Record<string, string | number>;
  console.error(`${say(says, 'vi', words)}\n${say(says, 'en', words)} (${code})`);
  for (const field of fields ?? []) console.error(`  ${field.path}: ${field.says.vi} / ${field.says.en}`);
};

const typed = process.argv.slice(2);
const command = commands.find(({ name }) => name.split(' ').every((word, at) => typed[at] === word));
if (!command || typed.includes('--help')) {
  console.log(usage);
  process.exitCode = command || typed.length === 0 || typed.includes('--help') ? 0 : 2;
} else if (command === serve) {
  // The server reads its own flags.
  await serve.run({} as never);
} else {
  try {
    process.exitCode = (await command.run(readFlags(command, typed.slice(command.name.split(' ').length)))) ?? 0;
  } catch (error) {
    fail(error);
  }
}
