/** The milliseconds of a day. */
export const DAY = 24 * 60 * 60 * 1000;

/** The first moment of a day `YYYY-MM-DD` in UTC; undefined if the text is not a day. */
export function parseDay(text: string): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return undefined;
  }
  const time = Date.parse(`${text}T00:00:00Z`);
  // Date turns 30 February into 2 March, so the result is compared.
  return !Number.isNaN(time) && dayOf(time).startsWith(text) ? time : undefined;
}

/** The day of a moment in UTC, as `YYYY-MM-DD`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
