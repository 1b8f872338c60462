/**
 * Which version of a report's draft was last saved from this device, in any page: an answer that was asked for before that is older
 * than what this device has sent, also when the page that sent it is gone. Numbers of reports and versions only.
 */
import { keep, kept } from '../../kernel/device.ts';

const NAME = 'sent-versions';
/** So many reports are remembered; an answer is on its way for seconds. */
const MOST = 40;

type Saved = [reportId: number, version: number][];

const read = (): Saved => {
  try {
    const found: unknown = JSON.parse(kept(NAME) ?? '[]');
    return Array.isArray(found) ? (found as Saved) : [];
  } catch {
    return [];
  }
};

/** Noted before what was sent goes from the device. */
export const noteSaved = (reportId: number, version: number): void => {
  const others = read().filter(([id]) => id !== reportId);
  keep(NAME, JSON.stringify([[reportId, version], ...others].slice(0, MOST)));
};

/** Zero when this device has sent none. */
export const savedFromHere = (reportId: number): number => read().find(([id]) => id === reportId)?.[1] ?? 0;
