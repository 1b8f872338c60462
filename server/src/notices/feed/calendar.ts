/** Writes deadlines as a calendar (RFC 5545): moments in UTC, one alarm for each reminder, stable numbers; no figures. */
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

export type Deadline = {
  /** The same as long as the obligation exists: `report-12`. */
  key: string;
  title: string;
  /** A sentence or two below the title. */
  about: string;
  dueAt: Date;
  /** Days before the deadline on which the calendar rings; none once it is done. */
  remindDays: readonly number[];
};

/** A deadline is drawn as the half hour before it: an event without length is not shown by every calendar. */
const DRAWN = 30 * 60_000;
const DAY_SECONDS = 86_400;

export const calendarOf = (
  deadlines: readonly Deadline[],
  { name, now, baseUrl }: { name: string; now: Date; baseUrl: string | null },
): string => {
  const calendar = ical({
    name,
    prodId: { company: 'Chung Tay', product: 'deadlines', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    // Asked again four times a day.
    ttl: 6 * 3600,
  });
  for (const { key, title, about, dueAt, remindDays } of deadlines) {
    const event = calendar.createEvent({
      id: `${key}@chung-tay`,
      start: new Date(dueAt.getTime() - DRAWN),
      end: dueAt,
      stamp: now,
      summary: title,
      description: about,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(baseUrl && { url: `${baseUrl}/` }),
    });
    for (const days of remindDays)
      event.createAlarm({
        type: ICalAlarmType.display,
        // Before the end of the half hour, which is the deadline itself.
        trigger: days * DAY_SECONDS,
        description: title,
      });
  }
  return calendar.toString();
};
