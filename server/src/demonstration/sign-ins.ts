/** One sign-in for each kind of post, so that everybody can try the demonstration as everybody. */
import type { Role } from '@app/contract/identity/posts.ts';
import { connectOwner, type House } from '../house.ts';
import { givePost, openAccount, postTitles } from '../identity/index.ts';
import { setInstanceFact } from '../kernel/instance.ts';
import { ensureBody, unitByCode } from '../org/index.ts';

export const demoPassword = 'chungtay-2026';
/** The province and the commune of the demonstration (codes since 01/07/2025): Quảng Trị, Phong Nha. */
export const demoProvince = '44';
export const demoCommune = '19138';

type Seat = { username: string; unitCode: string; body: 'committee' | 'police' | 'front'; role: Role };

const seats: readonly Seat[] = [
  { username: 'phongnha.quangtri', unitCode: demoCommune, body: 'police', role: 'officer' },
  { username: 'mttq.phongnha', unitCode: demoCommune, body: 'front', role: 'officer' },
  { username: 'quangtri', unitCode: demoProvince, body: 'police', role: 'officer' },
  { username: 'truongban.quangtri', unitCode: demoProvince, body: 'committee', role: 'head' },
  { username: 'mttq.quangtri', unitCode: demoProvince, body: 'front', role: 'officer' },
  { username: 'thanhtra.quangtri', unitCode: demoProvince, body: 'committee', role: 'inspector' },
  { username: 'quantri.quangtri', unitCode: demoProvince, body: 'police', role: 'administrator' },
  { username: 'trunguong', unitCode: 'VN', body: 'police', role: 'officer' },
  { username: 'truongban.trunguong', unitCode: 'VN', body: 'committee', role: 'head' },
  { username: 'vanhanh', unitCode: 'VN', body: 'police', role: 'operator' },
];

export type DemoSignIn = {
  username: string;
  password: string;
  title: { vi: string; en: string };
  place: string;
  role: Role;
  line: string;
};

/** Opens the accounts and answers the post of each by user name. */
export const openSignIns = async (
  house: House,
  today: string,
): Promise<Map<string, { postId: number; unitId: number }>> => {
  const owner = await connectOwner(house.ownerUrl);
  const posts = new Map<string, { postId: number; unitId: number }>();
  const shown: DemoSignIn[] = [];
  try {
    const places = [];
    for (const seat of seats) {
      const unit = await house.asSystem((ask) => unitByCode(ask.tx, seat.unitCode, today));
      places.push({ seat, unit, bodyId: await ensureBody(owner, unit.id, seat.body) });
    }
    // Hashing a password is slow on purpose; all of them at once use every core.
    const opened = await Promise.all(places.map((place) => openSeat(house, place)));
    for (const { signIn, postId, unitId } of opened) {
      posts.set(signIn.username, { postId, unitId });
      shown.push(signIn);
    }
    await setInstanceFact(owner, 'demo_sign_ins', shown);
  } finally {
    await owner.end();
  }
  return posts;
};

const openSeat = (
  house: House,
  { seat, unit, bodyId }: { seat: Seat; unit: { id: number; fullName: string }; bodyId: number },
) =>
  house.asSystem(async (ask) => {
    const { username, role, body } = seat;
    const userId = await openAccount(ask.tx, { username, password: demoPassword });
    const postId = await givePost(ask.tx, { userId, role, bodyId, startsOn: null });
    await ask.audit({
      action: 'identity.createAccount',
      subject: `user:${userId}`,
      unitId: unit.id,
      after: { username, role },
    });
    const title = (await postTitles(ask.tx, [postId])).get(postId) ?? { vi: username, en: username };
    const signIn: DemoSignIn = { username, password: demoPassword, title, place: unit.fullName, role, line: body };
    return { signIn, postId, unitId: unit.id };
  });
