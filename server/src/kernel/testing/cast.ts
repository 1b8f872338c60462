/** The fixed cast of the tests, by post, never by name. */
import type { Role } from '@app/contract/identity/posts.ts';

export const castPassword = 'cast-password-2026';
/** Quảng Trị since 01/07/2025, and two of its communes. */
export const castProvince = '44';
export const castCommune = '19138';
export const castNeighbour = '19429';
/** A Sunday after the deadlines of October's reports. */
export const castNow = new Date('2026-11-22T03:00:00Z');

type Seat = { username: string; unitCode: string; body: 'committee' | 'police' | 'front'; role: Role };
const seat = (username: string, unitCode: string, body: Seat['body'], role: Role): Seat => ({
  username,
  unitCode,
  body,
  role,
});

export const cast = {
  commune: seat('cast.commune', castCommune, 'police', 'officer'),
  neighbour: seat('cast.neighbour', castNeighbour, 'police', 'officer'),
  partner: seat('cast.partner', castCommune, 'front', 'officer'),
  province: seat('cast.province', castProvince, 'police', 'officer'),
  head: seat('cast.head', castProvince, 'committee', 'head'),
  otherProvince: seat('cast.other-province', '14', 'police', 'officer'),
  centre: seat('cast.centre', 'VN', 'police', 'officer'),
  inspector: seat('cast.inspector', castProvince, 'committee', 'inspector'),
  administrator: seat('cast.administrator', castProvince, 'police', 'administrator'),
  operator: seat('cast.operator', 'VN', 'police', 'operator'),
} as const satisfies Record<string, Seat>;
export type CastName = keyof typeof cast;
