import { Finding } from '../engine/evaluate';

/**
 * What a waiver must write in `allow` to accept a finding; undefined where the control knows only this one wrong value:
 * a field that is missing, true, false or zero.
 */
export function pinOf({ value, pin }: Finding): string | undefined {
  if (pin !== undefined) {
    return pin;
  }
  switch (typeof value) {
    case 'string': return value;
    case 'number': return value === 0 ? undefined : String(value);
    case 'object': return value === null ? undefined : JSON.stringify(value);
    default: return undefined;
  }
}
