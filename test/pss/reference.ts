/*
 * The Pod Security Standards once more: how kubernetes/pod-security-admission evaluates a pod, with its levels, versions
 * and overrides, and the defaults that the API server fills in before. Written down from upstream's policies without a
 * look at ours, slow and naive on purpose. It imports nothing of the library: a mistake must be made twice to stay hidden.
 */
import { BASELINE } from './reference/baseline';
import { Check, containersOf } from './reference/pod';
import { RESTRICTED } from './reference/restricted';

export const LEVELS = ['privileged', 'baseline', 'restricted'] as const;
export type PssLevel = typeof LEVELS[number];

const NEWEST = 37;

const CHECKS: readonly Check[] = [...BASELINE, ...RESTRICTED];

/** The ids of the upstream checks that forbid a pod, sorted; none where it is allowed. */
export function failingChecks(pod: any, level: PssLevel, version: number | string): string[] {
  const stored = asStored(pod);
  return activeChecks(level, version).filter(({ forbids }) => forbids(stored)).map(({ id }) => id).sort();
}

/** The ids of the checks that are in force. */
export function activeIds(level: PssLevel, version: number | string): string[] {
  return activeChecks(level, version).map(({ id }) => id);
}

/** The ids of all checks of a level, at any version. */
export function idsOf(level: PssLevel): string[] {
  return CHECKS.filter((check) => check.level === level).map(({ id }) => id);
}

const ACTIVE = new Map<string, { id: string; forbids: Check['variants'][number] }[]>();

/** Found once per level and version: tests ask tens of thousands of times. */
function activeChecks(level: PssLevel, version: number | string) {
  const minor = minorOf(version);
  const key = `${level} ${minor}`;
  const known = ACTIVE.get(key) ?? checksAt(level, minor);
  ACTIVE.set(key, known);
  return known;
}

function checksAt(level: PssLevel, minor: number) {
  const existing = CHECKS.filter((check) => LEVELS.indexOf(check.level) <= LEVELS.indexOf(level) && sinceAt(check, minor) !== undefined);
  return existing
    .filter(({ id }) => !existing.some(({ overrides }) => overrides === id))
    .map((check) => ({ id: check.id, forbids: check.variants[sinceAt(check, minor)!] }));
}

function sinceAt(check: Check, minor: number): number | undefined {
  const reached = Object.keys(check.variants).map(Number).filter((since) => since <= minor);
  return reached.length > 0 ? Math.max(...reached) : undefined;
}

function minorOf(version: number | string): number {
  const minor = version === 'latest' ? NEWEST : Number(String(version).replace(/^v?1\./, ''));
  return Math.min(minor, NEWEST);
}

/** The pod after the API server read and defaulted it. */
function asStored(pod: any): any {
  const { metadata, spec } = withoutNulls(pod);
  for (const volume of spec.volumes ?? []) {
    if (volume && Object.keys(volume).every((key) => key === 'name')) {
      volume.emptyDir = {};
    }
  }
  for (const container of spec.hostNetwork ? containersOf({ spec }) : []) {
    for (const port of container?.ports ?? []) {
      port.hostPort = port.hostPort || port.containerPort;
    }
  }
  // Null is no value for an annotation, a string: it is read as the empty one.
  const annotations = Object.entries(pod.metadata?.annotations ?? {}).map(([key, value]) => [key, value ?? '']);
  return { metadata: { ...metadata, annotations: Object.fromEntries(annotations) }, spec };
}

// Jest's sandbox looks up global names slowly.
const { isArray } = Array;
const { keys } = Object;

function withoutNulls(value: any): any {
  if (isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: any = {};
  for (const key of keys(value)) {
    const field = value[key];
    if (field !== null && field !== undefined) {
      copy[key] = withoutNulls(field);
    }
  }
  return copy;
}
