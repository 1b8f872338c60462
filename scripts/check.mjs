/**
 * `npm run -s check`: format and lint, types, plan of the house, unused code; one line each, with the faults below it.
 * `npm run -s check -- plan types` runs only those. Works on the current folder, so that its own test can show it faults.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

/** Folders whose imports the plan judges. */
const judged = ['contract/src', 'server/src', 'web/src', 'bench', 'fuzz', 'e2e'].filter((folder) => existsSync(folder));

/** "No violations" of a tool that has read nothing is the most comfortable lie of a check. */
const readPlan = (output, failed) => {
  if (!output.startsWith('{')) return { fault: output, failed: true };
  const { summary } = JSON.parse(output);
  if (summary.totalCruised === 0) return { fault: 'the plan of the house was held against 0 files', failed: true };
  const lines = summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? [from, ...cycle.map(({ name }) => name)] : [from, to];
    return `${rule.name}: ${way.join(' → ')}`;
  });
  return { fault: lines.join('\n'), failed: failed || lines.length > 0, note: `${summary.totalCruised} modules` };
};

const tools = {
  lint: ['@biomejs/biome/bin/biome', 'check', '--colors=off', '--max-diagnostics=50', '.'],
  types: ['typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', '.'],
  plan: [
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...judged,
  ],
  unused: ['knip/bin/knip.js', '--no-progress'],
};

const run = (name) =>
  new Promise((done) => {
    const [program, ...args] = tools[name];
    const begin = Date.now();
    const child = spawn(process.execPath, [join(modules, program), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part) => {
      stdout += part;
    });
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.on('close', (code) => {
      const seconds = ((Date.now() - begin) / 1000).toFixed(1);
      const failed = code !== 0;
      const result =
        name === 'plan' ? readPlan(stdout || stderr, failed) : { fault: `${stdout}${stderr}`.trim(), failed };
      process.stdout.write(
        `${result.failed ? '✗' : '✓'} ${name.padEnd(7)} ${seconds.padStart(5)} s${result.note ? `  ${result.note}` : ''}\n`,
      );
      if (result.failed) process.stdout.write(`${result.fault}\n`);
      done(!result.failed);
    });
  });

const wishes = process.argv.slice(2);
const unknown = wishes.filter((name) => !(name in tools));
if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(tools).join(', ')}.\n`);
  process.exit(2);
}
const passed = await Promise.all((wishes.length > 0 ? wishes : Object.keys(tools)).map(run));
process.exitCode = passed.every(Boolean) ? 0 : 1;
