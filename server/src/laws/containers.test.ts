/** The container files, looked at by linters and by what the operator guide promises of them; no container engine runs here. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { allFiles, contractRoutes, root, textOf } from './repository.ts';

/** What a Dockerfile of this house must not be without. */
const faultsOfImage = (text: string): string[] => {
  const faults = validate(text).map(({ message }) => String(message));
  const final = text.slice(text.lastIndexOf('\nFROM '));
  const lines = final.split('\n').map((line) => line.trim());
  const has = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  if (!has(/^USER (?!root|0$)\w+/)) faults.push('runs as root');
  if (!has(/^HEALTHCHECK /)) faults.push('has no health check');
  if (!has(/^STOPSIGNAL SIGTERM/)) faults.push('is not stopped by SIGTERM');
  if (has(/npm (ci|install)|apt-get|COPY --from=web \/app\/node_modules/)) faults.push('builds in its last stage');
  if (!/rm -rf \/usr\/local\/lib\/node_modules/.test(final)) faults.push('keeps npm');
  for (const [, image = ''] of text.matchAll(/^FROM (\S+)/gm))
    if (!/:\d/.test(image)) faults.push(`${image} has no version`);
  for (const [, from = ''] of final.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
    for (const name of from.split(' '))
      if (!allFiles().some((file) => file === name || file.startsWith(`${name}/`)))
        faults.push(`copies ${name}, which does not exist`);
  return faults;
};

/** The complaints of the linter of compose files; it knows the schema of the specification. */
const lintCompose = (file: string): string => {
  const program = join(root, 'node_modules/dclint/bin/dclint.cjs');
  try {
    execFileSync(process.execPath, [program, '--max-warnings', '0', '--color=false', file], {
      cwd: root,
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
};

describe('law: the container files', () => {
  const dockerfile = textOf('Dockerfile');

  it('build an image without root, without builders, with a health check', () => {
    expect(faultsOfImage(dockerfile)).toEqual([]);
  });

  it.each([
    [(text: string) => text.replace('USER node\n', ''), 'runs as root'],
    [(text: string) => text.replace(/HEALTHCHECK[\s\S]*?\]\n/, ''), 'has no health check'],
    [(text: string) => text.replace('COPY data data', 'COPY attic attic'), 'copies attic, which does not exist'],
    [(text: string) => text.replace('FROM node:22-slim AS web', 'FROM node AS web'), 'node has no version'],
    [(text: string) => text.replace('USER node\n', 'USER node\nRUN npm install tsx\n'), 'builds in its last stage'],
  ])('see a planted fault (%#)', (plant, fault) => {
    expect(plant(dockerfile)).not.toBe(dockerfile);
    expect(faultsOfImage(plant(dockerfile))).toContain(fault);
  });

  it('see an instruction that is none', () => {
    expect(faultsOfImage(dockerfile.replace('WORKDIR /app', 'WORKDIRR /app')).length).toBeGreaterThan(0);
  });

  it('make backups by default, and let the processes out but nobody in', () => {
    const app = textOf('compose.yaml').split('\nservices:')[0] ?? '';
    expect(app).toContain('CHUNGTAY_BACKUP_DIR: /backup\n');
    expect(app).toContain('- backup:/backup\n');
    expect(app).toContain('CHUNGTAY_BACKUP_PASSPHRASE_FILE: /run/secrets/backup_passphrase\n');
    expect(app).toMatch(/\n {2}networks:\n(?: {4}.*\n)*? {4}- outgoing\n/);
    expect(app).not.toMatch(/ports:|- outside/);
    // A volume takes the owner of the folder that the image has in its place.
    expect(dockerfile).toMatch(/mkdir .*\/backup.* && chown node:node .*\/backup/);
  });

  it('have a proxy that sends no write twice whose answer is a secret, which is kept nowhere', async () => {
    const proxy = textOf('deploy/nginx.conf');
    const never = new RegExp(/location ~ (\S+) \{(?:(?!non_idempotent)[^}])*\}/.exec(proxy)?.[1] ?? '(?!)');
    const secret = (await contractRoutes()).filter(({ route }) => route.secret).map(({ route }) => route.path);
    expect(secret.length).toBeGreaterThan(8);
    expect(secret.filter((path) => !never.test(path))).toEqual([]);
    expect(never.test('/api/reports/1/draft')).toBe(false);
  });

  it('have a proxy that writes down no address which is a secret itself', async () => {
    const silent = new RegExp(
      /location \^~ (\S+) \{[^}]*access_log off;/.exec(textOf('deploy/nginx.conf'))?.[1] ?? '(?!)',
    );
    // A part of an address that is a key, not a number.
    const keys = (await contractRoutes()).filter(({ route }) => /:\w*(?:token|key|code)\b/i.test(route.path));
    expect(keys.map(({ route }) => route.path)).toContain('/api/calendar/:token');
    expect(keys.filter(({ route }) => !silent.test(route.path)).map(({ route }) => route.path)).toEqual([]);
  });

  it('hold to the schema of compose files, with two processes that stop slower than the program', () => {
    expect(lintCompose('compose.yaml')).toBe('');
    const compose = textOf('compose.yaml');
    expect(compose).toContain(`image: chungtay:${JSON.parse(textOf('package.json')).version}\n`);
    const drain = Number(/CHUNGTAY_DRAIN_SECONDS: "(\d+)"/.exec(compose)?.[1]);
    expect(Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1])).toBeGreaterThan(drain);
    // Every secret comes as a file; none stands in the text.
    for (const [, name = ''] of compose.matchAll(/^ {4}(\w*(?:SECRET|PASSWORD|TOKEN|URL)\w*): (?!https)/gm))
      expect(name).toMatch(/_FILE$/);
    // The proxy of compose and the one of the test are the same file, and it names the services.
    expect(compose).toContain('./deploy/nginx.conf:/etc/nginx/nginx.conf:ro');
    for (const [, service = ''] of textOf('deploy/nginx.conf').matchAll(/server (app-\d):3000/g))
      expect(compose).toContain(`  ${service}:\n`);
  });
});
