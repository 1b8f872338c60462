/** The inbox: what the program and superiors tell a body, what also goes by mail, and calendars of deadlines to subscribe to. */
import * as z from 'zod';
import { done, id, moment, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';

export const noticeKinds = ['reminder', 'overdue', 'escalation', 'urging', 'deadline', 'returned', 'request'] as const;
/**
 * `reminder`: a deadline comes near or is today · `overdue`: it is over · `escalation`: units below are late · `urging`: the superior
 * has written · `deadline`: a regime has moved it · `returned`: a report came back · `request`: a superior asks for a report.
 */
export type NoticeKind = (typeof noticeKinds)[number];

/** What the sentence of a notice is made of. No free words: names of forms, periods and units, and counts. */
export const noticeFacts = z.object({
  form: z.object({ code: z.string(), title: wordsAnswer }).nullable().default(null),
  period: z.string().nullable().default(null),
  /** The unit that tells it. */
  by: z.string().nullable().default(null),
  /** Days against the deadline. */
  days: z.number().int().nullable().default(null),
  /** The units it is about, the first of them by name. */
  count: z.number().int().nullable().default(null),
  units: z.array(z.string()).max(50).default([]),
  reportId: z.number().int().nullable().default(null),
  unitId: z.number().int().nullable().default(null),
  urgingId: z.number().int().nullable().default(null),
  /** A request that was closed or withdrawn: nothing is owed any more. */
  ended: z.boolean().default(false),
});
export type NoticeFacts = z.output<typeof noticeFacts>;

export const noticeAnswer = z.object({
  id: z.number().int(),
  kind: z.enum(noticeKinds),
  at: moment,
  dueAt: moment.nullable(),
  isRead: z.boolean(),
  facts: noticeFacts,
});
export type NoticeAnswer = z.infer<typeof noticeAnswer>;

export const listNotices = route({
  method: 'GET',
  path: '/api/notices',
  summary: 'The notices to the body of the acting post, newest first, with what the person has read',
  query: z.object({
    /** Only those not read. */
    unread: z.enum(['yes']).optional(),
    /** Those older than this one. */
    before: id.optional(),
  }),
  response: z.object({
    notices: z.array(noticeAnswer),
    unread: z.number().int(),
    hasMore: z.boolean(),
  }),
});

export const readNotices = route({
  method: 'POST',
  path: '/api/notices/read',
  summary: 'Mark notices as read; without a list all of them',
  body: z.strictObject({ ids: z.array(id).min(1).max(200).nullable() }),
  response: z.object({ read: z.number().int() }),
});

const settings = z.object({
  /** Whether the instance sends mail at all. */
  sendsMail: z.boolean(),
  address: z.string().nullable(),
  kinds: z.array(z.enum(noticeKinds)),
  isConfirmed: z.boolean(),
  /** A code has been sent to the address and not been given yet. */
  waitsForCode: z.boolean(),
  /** The mail server refused the address. */
  isRefused: z.boolean(),
});

export const getNoticeSettings = route({
  method: 'GET',
  path: '/api/my/notice-settings',
  summary: 'Which notices also go to the person by mail, and to which address',
  response: settings,
});

export const setNoticeSettings = route({
  method: 'PUT',
  path: '/api/my/notice-settings',
  summary: 'Choose which notices also go by mail; a new address gets a code first. No address: no mail',
  body: z.strictObject({
    address: z.email().max(254).nullable(),
    kinds: z.array(z.enum(noticeKinds)).max(noticeKinds.length),
  }),
  response: settings,
});

export const confirmMailAddress = route({
  method: 'POST',
  path: '/api/my/notice-settings/confirm',
  summary: 'Give the code that was sent to the address',
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  /** A wrong code is counted; after five of them a new one is needed. */
  response: z.object({ isRight: z.boolean() }),
});

export const listFeeds = route({
  method: 'GET',
  path: '/api/my/feeds',
  summary: 'The calendar addresses of the acting post that have not been taken back',
  response: z.array(z.object({ id: z.number().int(), createdAt: moment })),
});

export const createFeed = route({
  method: 'POST',
  path: '/api/my/feeds',
  summary: 'Make a secret calendar address for the deadlines of this post; the answer carries it once',
  secret: true,
  body: z.strictObject({}),
  response: z.object({ id: z.number().int(), path: z.string() }),
});

export const revokeFeed = route({
  method: 'DELETE',
  path: '/api/my/feeds/:feedId',
  summary: 'Take a calendar address back',
  params: z.object({ feedId: id }),
  response: done,
});

export const getFeed = route({
  method: 'GET',
  path: '/api/calendar/:token',
  summary: 'The deadlines of a post as a calendar (RFC 5545), for whoever knows its secret address; no figures',
  open: true,
  file: 'text/calendar; charset=utf-8',
  params: z.object({ token: z.string().max(60) }),
  response: z.unknown(),
});

/** Rooms whose changes are told. */
export const liveRooms = ['org', 'reporting', 'review'] as const;
export type LiveRoom = (typeof liveRooms)[number];

const liveEvent = z.object({
  /** Null: something may have been missed, in any room. */
  rooms: z.array(z.enum(liveRooms)).nullable(),
  /** The units it was written about. Null: more than can be told one by one. */
  units: z.array(z.number().int()).nullable(),
  /** How far a second server for reads must have come to show it; null where there is none. */
  position: z.string().nullable(),
});
export type LiveEvent = z.infer<typeof liveEvent>;

export const hearLive = route({
  method: 'GET',
  path: '/api/live',
  summary:
    'Server-sent events: in which rooms and about which units something was written that this post may see; no figures',
  live: true,
  query: z.object({
    /** Ends by itself after so many; a client that wants to go on asks again. */
    seconds: z.coerce.number().int().min(0).max(3600).default(3600),
  }),
  response: liveEvent,
});
