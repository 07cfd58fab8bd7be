import { createHash } from 'crypto';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { Waiver } from '../../policy/settings/waiver';

/** The value, if the message shows it too. Objects, which can be large, and secrets are left out. */
export function scalarOf(value: unknown): unknown {
  if (typeof value === 'string') {
    return short(value);
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** The value that a baseline compares, even if no waiver can be suggested. */
export function allowValueOf({ allowKey, value, path }: EvaluatedFinding): string | undefined {
  const isShown = path.length > 0 && allowKey === scalarOf(value);
  if (allowKey === undefined || isShown) {
    return undefined;
  }
  return allowKey.length > MAX_LENGTH
    ? `${allowKey.slice(0, 100)}… sha256:${createHash('sha256').update(allowKey).digest('hex')}`
    : allowKey;
}

/** A copy without undefined fields, so that a finding can be printed. Deleting fields in place would make the object slow in V8. */
export function defined<T extends object>(fields: T): T {
  const kept = {} as T;
  for (const key in fields) {
    if (fields[key] !== undefined) {
      kept[key] = fields[key];
    }
  }
  return kept;
}

/** Maximum length, far above any name or path in Kubernetes. Longer values, a thousand times in a report, would fill the disk. */
const MAX_LENGTH = 4000;

export function short(text: string): string;
export function short(text: string | undefined): string | undefined;
export function short(text: string | undefined): string | undefined {
  return text !== undefined && text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** Whether a suggestion is too long, so that it is left out: a shortened suggestion would not match the value. */
export function isLong(fields: object): boolean {
  return lengthOf(fields) > MAX_LENGTH;
}

/** Total length of all texts in a waiver or a target, and in their lists. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  let length = 0;
  if (Array.isArray(value)) {
    for (const each of value) {
      length += lengthOf(each);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      length += lengthOf(value[key as keyof typeof value]);
    }
  }
  return length;
}

export function shortWaiver(waiver: Waiver): Waiver {
  const { control, controls, profile, reason, expires, owner, ticket } = waiver;
  return isLong(waiver)
    ? defined({ control, controls, profile, reason: short(reason), expires, owner: short(owner), ticket: short(ticket) })
    : waiver;
}
