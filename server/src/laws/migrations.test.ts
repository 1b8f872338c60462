import { describe, expect, it } from 'vitest';
import { faultsOfMigration } from './migrations.ts';
import { allFiles, textOf } from './repository.ts';

/** The eight that made the house were never run beside an older process. */
const first = /20261122-0[1-8]-/;

describe('law: a migration takes nothing from a process that still runs', () => {
  it('expands only, unless it is named a contract', () => {
    const later = allFiles().filter((file) => /^server\/migrations\/.*\.sql$/.test(file) && !first.test(file));
    expect(later.length).toBeGreaterThan(5);
    expect(later.flatMap((file) => faultsOfMigration(file, textOf(file)))).toEqual([]);
  });

  it('lets a migration drop its own temporary tables', () => {
    const temporary = 'drop table if exists pg_temp.reach_now; drop table pg_temp.reach_now;';
    expect(faultsOfMigration('server/migrations/20270101-01-x.sql', temporary)).toEqual([]);
  });

  it.each([
    ['alter table org.body drop column name;', 'drops a column'],
    ['drop table org.area_tag;', 'drops a table, view, schema or type'],
    ['alter table org.body rename column name to title;', 'renames'],
    ['alter table org.body rename to office;', 'renames'],
    ['alter table org.body alter column line set not null;', 'forbids a column to be empty'],
    ['alter table org.body add column rank integer not null;', 'adds a column that must be filled and has no default'],
  ])('sees %s', (text, what) => {
    expect(faultsOfMigration('20270101-01-org-body.sql', text)).toEqual([
      `20270101-01-org-body.sql ${what}, and is no contract migration`,
    ]);
    expect(faultsOfMigration('20270101-01-org-contract-body.sql', text)).toEqual([]);
  });

  it.each([
    'alter table org.body add column rank integer not null default 0;',
    'alter table org.body add column rank integer;',
    'alter table org.body add column a text, add column b integer not null default 1;',
    'drop policy leave on kernel.audit; create policy leave on kernel.audit for insert to chungtay_app with check (true);',
    '-- drop table org.body\ncreate table org.shed (id integer not null);',
    'drop function kernel.old(); drop trigger risen on figures.sheet;',
  ])('lets %s pass', (text) => {
    expect(faultsOfMigration('20270101-01-org-body.sql', text)).toEqual([]);
  });
});
