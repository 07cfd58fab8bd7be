import { DAY, dayOf, parseDay } from '../../formats/manifest/day';

/** Whether the whole of the day has passed, in UTC. */
export function isPast(day: string, now: Date): boolean {
  const start = parseDay(day);
  return start !== undefined && now.getTime() >= start + DAY;
}

/** The number of days from now until the day ends, rounded up. */
export function daysUntil(day: string, now: Date): number {
  return Math.ceil(((parseDay(day) ?? 0) + DAY - now.getTime()) / DAY) || 0; // -0 prints as such.
}

/** The day after a day. */
export function nextDay(day: string): string {
  return dayOf((parseDay(day) ?? 0) + DAY);
}
