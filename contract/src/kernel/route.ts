import type * as z from 'zod';

/** One HTTP endpoint, described once and used by the server, the web client and the OpenAPI page. */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/api/${string}`;
  /** One English sentence for the OpenAPI page. */
  summary: string;
  /** Routes without it ask for a signed-in post. */
  open?: true;
  /** About the own account alone: asked also by a signed-in person who holds no post today. */
  own?: true;
  /** The answer holds a secret that is told once: it is not kept for a repeated idempotency key. */
  secret?: true;
  /** An act of weight: refused with kernel.confirm-again unless the person has confirmed who they are in the last minutes. */
  sensitive?: true;
  /** A write that a key for programs of scope `report` may be used for. */
  forKeys?: true;
  /** A read that a device set up for work without a line keeps, closed under a PIN, and shows while there is none. */
  offline?: true;
  /** Bytes the body may have; without it one mebibyte. */
  bodyLimit?: number;
  /** A question that needs a body: nothing is written but its audit entry, so its answer is not kept for a repeated key. */
  readsOnly?: true;
  /** The body is a file, sent as it is: the media types it may be called. What it is, is told by its content. */
  upload?: readonly string[];
  /** The answer is a file with this media type, not JSON; the handler answers how to make it. */
  file?: string;
  /** The answer goes on: server-sent events, each of them one `response`, until whoever asked has gone. */
  live?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  response: z.ZodType;
};

/** Keeps the literal types of a route description. */
export const route = <const R extends Route>(description: R): R => description;

type Out<T> = T extends z.ZodType ? z.output<T> : undefined;
type In<T> = T extends z.ZodType ? z.input<T> : never;
type Field<R, K extends string> = R extends { [P in K]: infer T extends z.ZodType } ? T : undefined;

/** What a handler receives, after validation. */
export type Input<R extends Route> = {
  params: Out<Field<R, 'params'>>;
  query: Out<Field<R, 'query'>>;
  body: R extends { upload: readonly string[] } ? Uint8Array : Out<Field<R, 'body'>>;
};

/** What a caller must pass: only the parts the route declares. */
export type Call<R extends Route> = {
  [K in 'params' | 'query' | 'body' as Field<R, K> extends z.ZodType ? K : never]: In<Field<R, K>>;
} & (R extends { upload: readonly string[] } ? { body: Blob } : unknown);

/** What a caller gets back. */
export type Answer<R extends Route> = z.output<R['response']>;

/** What a handler must return. */
export type Result<R extends Route> = z.input<R['response']>;

/** The answer of a route with `file`. */
export type FileAnswer = { name: string; content: Uint8Array };

/** The same, made while it is taken: a file of any size. */
export type StreamedFile = { name: string; stream: AsyncIterable<Uint8Array> };
