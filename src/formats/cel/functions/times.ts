import { CelLibrary, overload } from './define';
import { UnsupportedError } from '../unsupported';
import { CelError, Extension } from '../values';

/*
 * Durations and points in time, in nanoseconds, as Go reads and prints them: https://pkg.go.dev/time
 */

const SECOND = 10n ** 9n;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1], ['us', 1e3], ['\u00b5s', 1e3], ['\u03bcs', 1e3], ['ms', 1e6], ['s', 1e9], ['m', 60e9], ['h', 3600e9],
]);
const LONGEST = 2n ** 63n - 1n;

class Duration extends Extension {
  public readonly type = 'google.protobuf.Duration';

  /** @throws CelError beyond 292 years */
  constructor(public readonly nanos: bigint) {
    super();
    if (nanos > LONGEST || nanos < -LONGEST - 1n) {
      throw new CelError('integer overflow');
    }
  }

  public get key(): string {
    return String(this.nanos);
  }

  public override get isZero(): boolean {
    return this.nanos === 0n;
  }

  public override toString(): string {
    return `${plainDouble(Number(this.nanos / SECOND) + Number(this.nanos % SECOND) / 1e9)}s`;
  }
}

/** A double without an exponent. */
function plainDouble(value: number): string {
  const [digits, exponent] = String(value).split('e-');
  return exponent === undefined ? digits : value.toFixed(Number(exponent) + digits.replace(/^-?\d\.?/, '').length);
}

/** From the year 1 to the year 9999. */
const FIRST = -62135596800n * SECOND;
const LAST = 253402300800n * SECOND - 1n;

class Timestamp extends Extension {
  public readonly type = 'google.protobuf.Timestamp';

  /**
   * @param offset minutes by which its text is east of UTC
   * @throws CelError for a year that has not four digits
   */
  constructor(public readonly nanos: bigint, private readonly offset = 0) {
    super();
    if (nanos < FIRST || nanos > LAST) {
      throw new CelError('timestamp overflow');
    }
  }

  public get key(): string {
    return String(this.nanos);
  }

  public override get isZero(): boolean {
    return this.nanos === FIRST;
  }

  /** The date at an offset, as if it was UTC. */
  public dateAt(minutes: number): Date {
    return new Date(Number(floorOf(this.nanos, 1_000_000n)) + minutes * 60_000);
  }

  public override toString(): string {
    const fraction = String(this.nanos - floorOf(this.nanos, SECOND) * SECOND).padStart(9, '0').replace(/0+$/, '');
    const size = Math.abs(this.offset);
    const [hours, minutes] = [Math.floor(size / 60), size % 60].map((each) => String(each).padStart(2, '0'));
    const zone = this.offset === 0 ? 'Z' : `${this.offset < 0 ? '-' : '+'}${hours}:${minutes}`;
    return `${yearAndTime(this.dateAt(this.offset))}${fraction === '' ? '' : `.${fraction}`}${zone}`;
  }
}

function yearAndTime(date: Date): string {
  return date.toISOString().replace(/^[+-]0*(?=\d{4})/, '').slice(0, 19);
}

function floorOf(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < quotient * divisor ? quotient - 1n : quotient;
}

function duration(text: string): Duration {
  const wrong = new CelError('type conversion error from \'string\' to \'google.protobuf.Duration\'');
  const [, sign, all] = /^([+-]?)(.*)$/s.exec(text)!;
  if (all === '0') {
    return new Duration(0n);
  }
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/.test(all)) {
    throw wrong;
  }
  let nanos = 0n;
  for (const [, whole, fraction = '', unit] of all.matchAll(/(\d*)(?:\.(\d*))?([a-z\u00b5\u03bc]+)/g)) {
    const size = UNITS.get(unit)!;
    const kept = fraction.slice(0, 18);
    nanos += BigInt(`0${whole}`) * BigInt(size) + BigInt(Math.trunc(Number(kept) * (size / 10 ** kept.length)));
  }
  if (nanos > LONGEST + (sign === '-' ? 1n : 0n)) {
    throw wrong;
  }
  return new Duration(sign === '-' ? -nanos : nanos);
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

function timestamp(text: string): Timestamp {
  const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = TIME.exec(text) ?? [];
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const isDate = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isDate || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59 || Number(zoneHour) > 24 || Number(zoneMinute) > 60) {
    throw new CelError('type conversion error from \'string\' to \'google.protobuf.Timestamp\'');
  }
  const nanos = BigInt(date.getTime() / 1000 - offset * 60) * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return new Timestamp(nanos, offset);
}

/** The offset of a zone, in minutes. Names of zones are not here, because their rules change with the machine. */
function offsetOf(zone: string): number {
  if (zone === '' || zone === 'UTC') {
    return 0;
  }
  if (!zone.includes(':')) {
    throw new UnsupportedError('the names of time zones');
  }
  const [, hours, minutes] = /^([+-]?\d+):([+-]?\d+)$/.exec(zone) ?? [];
  if (hours === undefined || Number(minutes) < 0 || Number(minutes) > 59 || Math.abs(Number(hours)) > 99) {
    throw new CelError(`timezone offset is invalid: ${JSON.stringify(zone)}`);
  }
  return Number(hours) * 60 + (zone.startsWith('-') ? -1 : 1) * Number(minutes);
}

function dayOfYear(date: Date): number {
  const first = new Date(date);
  first.setUTCMonth(0, 1);
  return Math.round((date.getTime() - first.getTime()) / 86_400_000);
}

const DURATION = 'google.protobuf.Duration';
const TIMESTAMP = 'google.protobuf.Timestamp';

/** A field of a point in time, in UTC or in a zone. */
const field = (run: (date: Date) => number) => [
  overload(TIMESTAMP, (each: Timestamp) => BigInt(run(each.dateAt(0)))),
  overload(`${TIMESTAMP} string`, (each: Timestamp, zone: string) => BigInt(run(each.dateAt(offsetOf(zone))))),
];
const inUnit = (nanos: bigint) => overload(DURATION, (each: Duration) => each.nanos / nanos);

const comparison = (holds: (order: number) => boolean) => [DURATION, TIMESTAMP].map((type) =>
  overload(`${type} ${type}`, (one: Duration | Timestamp, other: Duration | Timestamp) =>
    holds(one.nanos < other.nanos ? -1 : Number(one.nanos > other.nanos))));

const later = (one: Timestamp, other: Duration) => new Timestamp(one.nanos + other.nanos);

/** https://github.com/google/cel-spec/blob/master/doc/langdef.md#timestamp */
export const TIMES: CelLibrary = {
  'duration': [
    overload('string', duration), overload(DURATION, (each: Duration) => each),
  ],
  'timestamp': [
    overload('string', timestamp), overload('int', (seconds: bigint) => new Timestamp(seconds * SECOND)),
    overload(TIMESTAMP, (each: Timestamp) => each),
  ],
  'string': [overload(DURATION, String), overload(TIMESTAMP, String)],
  'int': [
    overload(DURATION, ({ nanos }: Duration) => nanos), overload(TIMESTAMP, ({ nanos }: Timestamp) => floorOf(nanos, SECOND)),
  ],
  'neg': [overload(DURATION, ({ nanos }: Duration) => new Duration(-nanos))],
  '+': [
    overload(`${DURATION} ${DURATION}`, (one: Duration, other: Duration) => new Duration(one.nanos + other.nanos)),
    overload(`${TIMESTAMP} ${DURATION}`, later),
    overload(`${DURATION} ${TIMESTAMP}`, (one: Duration, other: Timestamp) => later(other, one)),
  ],
  '-': [
    overload(`${DURATION} ${DURATION}`, (one: Duration, other: Duration) => new Duration(one.nanos - other.nanos)),
    overload(`${TIMESTAMP} ${DURATION}`, (one: Timestamp, other: Duration) => new Timestamp(one.nanos - other.nanos)),
    overload(`${TIMESTAMP} ${TIMESTAMP}`, (one: Timestamp, other: Timestamp) => new Duration(one.nanos - other.nanos)),
  ],
  '<': comparison((order) => order < 0),
  '<=': comparison((order) => order <= 0),
  '>': comparison((order) => order > 0),
  '>=': comparison((order) => order >= 0),
  '.getFullYear': field((date) => date.getUTCFullYear()),
  '.getMonth': field((date) => date.getUTCMonth()),
  '.getDate': field((date) => date.getUTCDate()),
  '.getDayOfMonth': field((date) => date.getUTCDate() - 1),
  '.getDayOfWeek': field((date) => date.getUTCDay()),
  '.getDayOfYear': field(dayOfYear),
  '.getHours': [...field((date) => date.getUTCHours()), inUnit(3600n * SECOND)],
  '.getMinutes': [...field((date) => date.getUTCMinutes()), inUnit(60n * SECOND)],
  '.getSeconds': [...field((date) => date.getUTCSeconds()), inUnit(SECOND)],
  '.getMilliseconds': [...field((date) => date.getUTCMilliseconds()), inUnit(1_000_000n)],
};
