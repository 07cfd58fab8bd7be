import { LockedImage, MaxAge } from './locked-images';
import { DAY, parseDay } from '../../formats/manifest/day';

/** Tolerance for clocks and time zones. */
const TOLERATED = DAY;

/** Why an entry is too old; undefined if it is recent enough. */
export function ageProblem({ resolved }: LockedImage, { days, now }: MaxAge): string | undefined {
  const age = now.getTime() - parseDay(resolved)!;
  if (age < -TOLERATED) {
    return `was resolved on ${resolved}, which is in the future`;
  }
  const passed = Math.floor(age / DAY);
  return passed > days ? `was resolved on ${resolved}, ${passed} days ago: more than ${days}` : undefined;
}

const UNITS: { readonly [unit: string]: number } = { d: 1, w: 7 };

/** The days of a text such as `30d` or `4w`; undefined for other texts. */
export function parseDays(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,5})([dw])$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * UNITS[unit];
}
