import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One small database of each release, as `npm run -s release-fixture` kept it. */
export const releasesFolder = fileURLToPath(new URL('releases/', import.meta.url));
/** No secret: these files hold made-up figures and are published with the program. */
export const releasePassphrase = 'chungtay release fixture';

/** Versions that have a kept database. */
export const keptReleases = (): string[] =>
  readdirSync(releasesFolder)
    .filter((name) => name.endsWith('.backup'))
    .map((name) => name.slice(0, -'.backup'.length))
    .sort();

/** Versions that a changelog calls released: a heading with a date. */
export const releasedVersions = (changelog: string): string[] =>
  [...changelog.matchAll(/^## \[?v?(\d+\.\d+\.\d+)\]?\s+[-–—(]\s*\d{4}-\d{2}-\d{2}/gm)].map(
    ([, version]) => version ?? '',
  );

/** Releases whose database was not kept, or that the changelog does not know. */
export const faultsOfReleases = (changelog: string, kept: readonly string[], version: string): string[] => {
  const released = releasedVersions(changelog);
  return [
    ...released
      .filter((each) => !kept.includes(each))
      .map((each) => `${each} was released without its database being kept`),
    ...kept
      .filter((each) => each !== version && !released.includes(each))
      .map((each) => `${each} has a kept database, but the changelog does not call it released`),
  ];
};

export const changelogText = (): string => readFileSync(new URL('../../../../CHANGELOG.md', import.meta.url), 'utf8');
