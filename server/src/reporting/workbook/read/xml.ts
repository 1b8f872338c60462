/**
 * Walks through XML from the first sign to the last, without a tree, without entities of its own and without fetching anything:
 * a document type is refused, since only by it could a file grow while it is read, or name another one.
 */
import { damaged } from './broken.ts';

/** An attribute of the tag that is being opened, by its name without a prefix. Asked later it tells of another tag. */
export type Attribute = (name: string) => string | undefined;
export type Visitor = {
  open: (name: string, attribute: Attribute) => void;
  close: (name: string) => void;
  /** Text between tags, entities resolved. Called only while `wants` answers true. */
  text: (text: string) => void;
  wants: () => boolean;
};

const LESS = 60;
const GREATER = 62;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const COLON = 58;
/** A tag longer than this is no tag of a spreadsheet. */
const LONGEST_TAG = 64 * 1024;
/** Deeper than any spreadsheet; nothing here grows with depth, but a file that does is none. */
const DEEPEST = 256;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const resolve = (whole: string, name: string): string => {
  if (!name.startsWith('#')) return entities[name] ?? whole;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
};

const resolved = (text: string): string =>
  text.includes('&') ? text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,8});/g, resolve) : text;

const EQUALS = 61;
/** Letters, digits, `_`, `.`, `:`, `-` and everything beyond ASCII. */
const isOfName = (sign: number): boolean =>
  (sign >= 97 && sign <= 122) ||
  (sign >= 65 && sign <= 90) ||
  (sign >= 45 && sign <= 58 && sign !== SLASH) ||
  sign === 95 ||
  sign > 127;

const afterSpaces = (xml: string, from: number, to: number): number => {
  let at = from;
  while (at < to && xml.charCodeAt(at) <= 32) at += 1;
  return at;
};

/**
 * The value of one attribute between two places; of two with one name the last. Looks at signs and makes nothing but the answer,
 * since it is asked about every cell of a country.
 */
const attributeIn = (xml: string, from: number, to: number, wanted: string): string | undefined => {
  let found: string | undefined;
  let at = from;
  while (at < to) {
    if (!isOfName(xml.charCodeAt(at))) {
      at += 1;
      continue;
    }
    let begin = at;
    for (; at < to && isOfName(xml.charCodeAt(at)); at += 1) if (xml.charCodeAt(at) === COLON) begin = at + 1;
    const isWanted = at - begin === wanted.length && xml.startsWith(wanted, begin);
    at = afterSpaces(xml, at, to);
    if (xml.charCodeAt(at) !== EQUALS) continue;
    at = afterSpaces(xml, at + 1, to);
    const quote = xml.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) continue;
    const value = at + 1;
    for (at = value; at < to && xml.charCodeAt(at) !== quote; ) at += 1;
    if (isWanted) found = xml.slice(value, at);
    at += 1;
  }
  return found === undefined ? undefined : resolved(found);
};

/** Where the tag that begins at `from` ends: the first `>` outside quotes. */
const endOfTag = (xml: string, from: number): number => {
  let quote = 0;
  const most = Math.min(xml.length, from + LONGEST_TAG);
  for (let at = from; at < most; at += 1) {
    const sign = xml.charCodeAt(at);
    if (quote !== 0) {
      if (sign === quote) quote = 0;
    } else if (sign === QUOTE || sign === APOSTROPHE) quote = sign;
    else if (sign === GREATER) return at;
  }
  throw damaged('a tag without end');
};

const nameOfTag = (xml: string, from: number, to: number): string => {
  let begin = from;
  let at = from;
  for (; at < to; at += 1) {
    const sign = xml.charCodeAt(at);
    if (sign === COLON) begin = at + 1;
    else if (sign <= 32 || sign === SLASH) break;
  }
  return xml.slice(begin, at);
};

const after = (xml: string, mark: string, from: number): number => {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw damaged('no end of a comment');
  return at + mark.length;
};

/** A declaration, comment or instruction at `at`; answers where it ends. */
const passBy = (xml: string, at: number, visitor: Visitor): number => {
  if (xml.charCodeAt(at + 1) === QUESTION) return after(xml, '?>', at);
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at);
  if (!xml.startsWith('<![CDATA[', at)) throw damaged('a document type');
  const end = after(xml, ']]>', at);
  if (visitor.wants()) visitor.text(xml.slice(at + 9, end - 3));
  return end;
};

/** @throws Unreadable where the text is no XML. */
export const walk = (xml: string, visitor: Visitor): void => {
  let at = 0;
  let depth = 0;
  let inside = 0;
  let end = 0;
  const attribute: Attribute = (name) => attributeIn(xml, inside, end, name);
  for (;;) {
    const tag = xml.indexOf('<', at);
    if (tag < 0) break;
    if (tag > at && visitor.wants()) visitor.text(resolved(xml.slice(at, tag)));
    const first = xml.charCodeAt(tag + 1);
    if (first === BANG || first === QUESTION) {
      at = passBy(xml, tag, visitor);
      continue;
    }
    end = endOfTag(xml, tag + 1);
    if (first === SLASH) {
      depth -= 1;
      if (depth < 0) throw damaged('closed and never opened');
      visitor.close(nameOfTag(xml, tag + 2, end));
    } else {
      const name = nameOfTag(xml, tag + 1, end);
      const empty = xml.charCodeAt(end - 1) === SLASH;
      inside = tag + 1;
      while (inside < end && xml.charCodeAt(inside) > 32) inside += 1;
      visitor.open(name, attribute);
      if (empty) visitor.close(name);
      else depth += 1;
      if (depth > DEEPEST) throw damaged('too deep');
    }
    at = end + 1;
  }
  if (depth !== 0 || xml.charCodeAt(xml.search(/\S/)) !== LESS) throw damaged('no whole document');
};

/** The bytes of a part as text: UTF-8, or UTF-16 by its mark, which are all that the standard allows. */
export const xmlText = (bytes: Buffer): string => {
  const decoder =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(decoder, { fatal: true }).decode(bytes);
  } catch {
    // What is neither is no part of a spreadsheet.
    throw damaged('neither UTF-8 nor UTF-16');
  }
};
