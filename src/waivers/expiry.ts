const DAY = 24 * 60 * 60 * 1000;

/** The first moment of a day `YYYY-MM-DD` in UTC, or undefined if the text is not such a day. */
export function parseDay(text: string): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return undefined;
  }
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date turns 30 February into 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? time : undefined;
}

/** Whether the whole of the day has passed, in UTC. */
export function isPast(day: string, now: Date): boolean {
  const start = parseDay(day);
  return start !== undefined && now.getTime() >= start + DAY;
}

/** How many days from now on the day ends, rounded up. */
export function daysUntil(day: string, now: Date): number {
  return Math.ceil(((parseDay(day) ?? 0) + DAY - now.getTime()) / DAY) || 0; // -0 prints as such.
}

/** The day after a day. */
export function nextDay(day: string): string {
  return new Date((parseDay(day) ?? 0) + DAY).toISOString().slice(0, 10);
}
