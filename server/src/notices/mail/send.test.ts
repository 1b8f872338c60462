import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castNow } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { tell } from '../actions.ts';
import { testCertificate } from '../testing/certificate.ts';
import { mailServer, wordsOf } from '../testing/mail-server.ts';
import { MailServerAway, queueMail, sendMail } from './send.ts';

const MINUTE = 60_000;
const never = new AbortController().signal;
const address = 'tong-hop@xa.example.vn';

describe('notices by mail', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let unit: number;
  let now: Date;
  let server: Awaited<ReturnType<typeof mailServer>>;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    now = castNow;
    asCommune = await house.as('commune');
    unit = ((await asCommune('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    server = await mailServer();
  });
  afterEach(async () => {
    await server.close();
    await undo();
  });

  const pass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * MINUTE);
    house.setNow(now);
  };
  const send = (settings = server.settings()) => sendMail((work) => house.asSystem(work, now), settings, never);
  const queue = () => house.asSystem((ask) => queueMail(ask, 'https://chungtay.example.vn'), now);
  const settings = async () => (await asCommune('GET', '/api/my/notice-settings')).body;
  const notice = (occasion: string) =>
    house.asSystem(
      (ask) =>
        tell(ask, [
          {
            ...{ unitId: unit, line: 'committee', kind: 'reminder', dueAt: new Date('2026-12-16T10:00:00Z'), occasion },
            facts: {
              form: { code: 'TH01', title: { vi: 'Báo cáo tháng', en: 'Monthly report' } },
              period: '2026-M12',
              days: 3,
            },
          },
        ]),
      now,
    );
  /** Sets the address and confirms it by the code of the letter. */
  const confirm = async () => {
    await asCommune('PUT', '/api/my/notice-settings', { address, kinds: ['reminder', 'urging'] });
    await send();
    const code = /\d{6}/.exec(wordsOf(server.received.at(-1) as never))?.[0];
    expect((await asCommune('POST', '/api/my/notice-settings/confirm', { code })).body['isRight']).toBe(true);
    pass(1);
  };

  it('go to nobody who has not asked, and first carry a code to the address', async () => {
    await notice('one');
    expect(await queue()).toBe(0);
    expect((await asCommune('PUT', '/api/my/notice-settings', { address: 'khong-phai', kinds: [] })).status).toBe(400);
    await asCommune('PUT', '/api/my/notice-settings', { address, kinds: ['reminder'] });
    expect(await settings()).toMatchObject({ address, isConfirmed: false, waitsForCode: true });
    expect(await queue()).toBe(0);
    expect(await send()).toEqual({ sent: 1, refused: 0, waiting: 0 });
    const [letter] = server.received;
    expect(letter?.to).toEqual([address]);
    const code = /\d{6}/.exec(wordsOf(letter as never))?.[0] ?? '';
    const give = async (typed: string) =>
      (await asCommune('POST', '/api/my/notice-settings/confirm', { code: typed })).body;
    expect(await give(code === '000000' ? '000001' : '000000')).toEqual({ isRight: false });
    expect(await give(code)).toEqual({ isRight: true });
    expect(await settings()).toMatchObject({ isConfirmed: true, waitsForCode: false });
    // A second code only after a while.
    await asCommune('PUT', '/api/my/notice-settings', { address: 'khac@example.vn', kinds: [] });
    expect((await asCommune('PUT', '/api/my/notice-settings', { address, kinds: [] })).body.code).toBe(
      'notices.too-many-codes',
    );
  });

  it('lets nobody guess the code', async () => {
    await asCommune('PUT', '/api/my/notice-settings', { address, kinds: ['reminder'] });
    await send();
    const code = /\d{6}/.exec(wordsOf(server.received[0] as never))?.[0] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    for (let i = 0; i < 5; i++) await asCommune('POST', '/api/my/notice-settings/confirm', { code: wrong });
    expect((await asCommune('POST', '/api/my/notice-settings/confirm', { code })).body.code).toBe(
      'notices.code-not-right',
    );
  });

  it('go once, several in one letter, of the kinds that were asked for, and end with the address', async () => {
    await notice('before');
    await confirm();
    await notice('one');
    await notice('two');
    expect(await queue()).toBe(1);
    expect(await queue()).toBe(0);
    expect((await send()).sent).toBe(1);
    expect((await send()).sent).toBe(0);
    const letter = server.received.at(-1);
    const words = wordsOf(letter as never);
    expect(words.match(/Còn 3 ngày đến hạn gửi: Báo cáo tháng, tháng 12 năm 2026\./g)).toHaveLength(2);
    expect(words).toContain('https://chungtay.example.vn/');
    expect(letter?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
    // Nothing of a sent letter is kept.
    const { rows } = await house.asSystem(({ tx }) =>
      import('kysely').then(({ sql }) =>
        sql`select subject, body, sent_at is not null as sent from notices.mail where sent_at is not null`.execute(tx),
      ),
    );
    for (const row of rows) expect(row).toEqual({ subject: null, body: null, sent: true });
    await asCommune('PUT', '/api/my/notice-settings', { address: null, kinds: ['reminder'] });
    await notice('three');
    expect(await queue()).toBe(0);
  });

  it('take no words of a notice, and no address, for a head of the letter', async () => {
    await confirm();
    const crafted = 'Biểu\r\nBcc: ke-khac@example.vn\r\n\r\nThư khác';
    await house.asSystem(
      (ask) =>
        tell(ask, [
          {
            ...{ unitId: unit, line: 'committee', kind: 'reminder', dueAt: now, occasion: 'crafted' },
            facts: { form: { code: 'TH01', title: { vi: crafted, en: crafted } }, period: '2026-M12', days: 3 },
          },
        ]),
      now,
    );
    await queue();
    expect((await send()).sent).toBe(1);
    const letter = server.received.at(-1);
    expect(letter?.to).toEqual([address]);
    expect(letter?.raw.split('\r\n\r\n')[0]).not.toMatch(/ke-khac/);
    expect(wordsOf(letter as never)).toContain('Thư khác');
    for (const typed of [`${address}\r\nBcc: ke-khac@example.vn`, `${address}, ke-khac@example.vn`])
      expect((await asCommune('PUT', '/api/my/notice-settings', { address: typed, kinds: [] })).status).toBe(400);
  });

  it('wait for a server that is away, later each time, and leave once it is back', async () => {
    await confirm();
    await notice('one');
    await queue();
    const { port } = server;
    await server.close();
    await expect(send()).rejects.toThrow(MailServerAway);
    expect(await send(server.settings({ port }))).toEqual({ sent: 0, refused: 0, waiting: 0 });
    pass(1.1);
    await expect(send()).rejects.toThrow(MailServerAway);
    server = await mailServer({ port });
    pass(1.1);
    expect((await send()).sent).toBe(0);
    pass(1);
    expect((await send()).sent).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('are given up for an address that is refused, and tell its holder', async () => {
    await confirm();
    await server.close();
    server = await mailServer({ refuses: (to) => (to === address ? 550 : null) });
    await notice('one');
    await queue();
    expect(await send()).toEqual({ sent: 0, refused: 1, waiting: 0 });
    expect(await settings()).toMatchObject({ isRefused: true });
    await notice('two');
    expect(await queue()).toBe(0);
    pass(600);
    expect((await send()).refused).toBe(0);
  });

  it('wait when the server says not now, and are given up after three days', async () => {
    await confirm();
    await server.close();
    server = await mailServer({ refuses: () => 451 });
    await notice('one');
    await queue();
    expect(await send()).toEqual({ sent: 0, refused: 0, waiting: 1 });
    pass(3 * 24 * 60 + 1);
    expect((await send()).waiting).toBe(1);
    pass(600);
    expect(await send()).toEqual({ sent: 0, refused: 0, waiting: 0 });
  });

  it('leave by TLS only where the operator asks for it, to a server that is known, with the password', async () => {
    await confirm();
    await server.close();
    server = await mailServer({ user: { name: 'chungtay', password: 'bí mật' } });
    const known = { tls: 'starttls', user: 'chungtay', password: 'bí mật', ca: testCertificate } as const;
    await notice('one');
    await queue();
    await expect(send(server.settings({ ...known, ca: null }))).rejects.toThrow(MailServerAway);
    pass(5);
    await expect(send(server.settings({ ...known, password: 'sai' }))).rejects.toThrow(MailServerAway);
    pass(5);
    const plain = await mailServer({ plain: true });
    await expect(send(plain.settings({ tls: 'starttls', ca: testCertificate }))).rejects.toThrow(MailServerAway);
    expect(plain.received).toEqual([]);
    await plain.close();
    pass(10);
    expect((await send(server.settings(known))).sent).toBe(1);
    expect(server.received[0]?.secure).toBe(true);
  });
});
