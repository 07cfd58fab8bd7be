import { VersionRange } from './known-image';

/** Numbers from the most significant on: `17.6` is [17, 6]. */
export type Version = readonly number[];

export function toVersion(text: string): Version {
  return text.split('.').map(Number);
}

export function isInRange(version: Version, { from, below }: VersionRange): boolean {
  return !isBefore(version, from) && (below === undefined || isBefore(version, below));
}

/** Whether a version is older than one given as text. No version is older than none. */
export function isBefore(version: Version, text: string | undefined): boolean {
  if (text === undefined) {
    return false;
  }
  const other = toVersion(text);
  const place = other.findIndex((number, index) => number !== (version[index] ?? 0));
  return place >= 0 && (version[place] ?? 0) < other[place];
}

/** A range as a sentence has it: `versions 14 to 17`, `version 18`, `versions before 2.4`. */
export function rangeText({ from, below }: VersionRange): string {
  if (from === undefined) {
    return below === undefined ? 'every version' : `versions before ${below}`;
  }
  if (below === undefined) {
    return `version ${from} and later`;
  }
  const last = Number(below) - 1;
  return !Number.isInteger(last) || from.includes('.') ? `versions from ${from} to before ${below}`
    : String(last) === from ? `version ${from}` : `versions ${from} to ${last}`;
}
