import { DAY, dayOf, parseDay } from '../../formats/manifest/day';

/** Whether a day is over, in UTC. */
export function isPast(day: string, now: Date): boolean {
  const start = parseDay(day);
  return start !== undefined && now.getTime() >= start + DAY;
}

/** Number of days from now until the end of a day, rounded up. */
export function daysUntil(day: string, now: Date): number {
  return Math.ceil(((parseDay(day) ?? 0) + DAY - now.getTime()) / DAY) || 0; // -0 prints as such.
}

/** The day after a day. */
export function nextDay(day: string): string {
  return dayOf((parseDay(day) ?? 0) + DAY);
}
