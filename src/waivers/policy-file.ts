import { resolve } from 'path';
import { checkControlId, checkKeys, toWaiver, WAIVER_FIELDS } from './check-waiver';
import { Waiver } from './waiver';
import { asObject, asString, isObject, JsonObject } from '../manifest/json';

/** The one object that a waiver in a file is for. */
export interface WaiverTarget {
  readonly kind: string;
  readonly name: string;
  /** Absent for an object that names none. */
  readonly namespace?: string;
}

/** A waiver that names its object, since it stands beside none. */
export interface TargetedWaiver {
  readonly waiver: Waiver;
  readonly target: WaiverTarget;
}

/** Waivers that are kept, and reviewed, in a file of their own. Its format is documented in docs/waivers.md. */
export interface PolicyFile {
  readonly waivers: readonly TargetedWaiver[];
  readonly neverWaive: readonly string[];
  readonly maxWaiverDays?: number;
}

const FILE_KEYS = ['waivers', 'neverWaive', 'maxWaiverDays'];
const WAIVER_KEYS = [...WAIVER_FIELDS, 'target'];
const TARGET_KEYS = ['kind', 'name', 'namespace'];

/**
 * Reads the policy file's content.
 *
 * @throws naming the entry that is wrong, and what to write
 */
export function parsePolicyFile(content: unknown): PolicyFile {
  if (!isObject(content)) {
    throw new Error('a policy file holds an object with the list `waivers`');
  }
  checkKeys(content, FILE_KEYS, 'the policy file');
  const { waivers = [], neverWaive = [], maxWaiverDays } = content;
  if (!Array.isArray(waivers)) {
    throw new Error('`waivers` must be a list');
  }
  if (!Array.isArray(neverWaive)) {
    throw new Error('`neverWaive` must be a list of control ids');
  }
  neverWaive.forEach((id, index) => atEntry(`neverWaive[${index}]`, () => checkControlId(id)));
  if (maxWaiverDays !== undefined && !(Number.isInteger(maxWaiverDays) && Number(maxWaiverDays) > 0)) {
    throw new Error('`maxWaiverDays` must be a whole number of days');
  }
  return {
    waivers: waivers.map((entry, index) => atEntry(`waivers[${index}]`, () => parseEntry(entry))),
    neverWaive,
    maxWaiverDays: maxWaiverDays as number | undefined,
  };
}

/** What a target calls its kind where it is a Dockerfile: its name is then the path of the file. */
export const DOCKERFILE = 'Dockerfile';

/** Whether a Dockerfile is the one that a waiver is for. Paths count from the working folder. */
export function isDockerfileTarget({ kind, name }: WaiverTarget, file: string): boolean {
  return kind === DOCKERFILE && resolve(name) === resolve(file);
}

/** Whether an object is the one that a waiver is for. */
export function isTarget({ kind, name, namespace }: WaiverTarget, object: JsonObject): boolean {
  const metadata = asObject(object.metadata);
  return object.kind === kind && metadata.name === name && (asString(metadata.namespace) ?? '') === (namespace ?? '');
}

/** The object as people name it: `Deployment shop/web`. */
export function targetText({ kind, name, namespace }: WaiverTarget): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

function atEntry<T>(entry: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${entry}: ${(error as Error).message}`);
  }
}

function parseEntry(entry: unknown): TargetedWaiver {
  const { target, ...waiver } = asObject(entry);
  if (waiver.control === undefined) {
    throw new Error('a waiver must be an object with at least `control`, `reason` and `target`');
  }
  return { waiver: toWaiver(waiver, WAIVER_KEYS), target: parseTarget(target) };
}

function parseTarget(target: unknown): WaiverTarget {
  const { kind, name, namespace } = asObject(target);
  checkKeys(asObject(target), TARGET_KEYS, 'a target');
  if (typeof kind !== 'string' || typeof name !== 'string' || !(namespace === undefined || typeof namespace === 'string')) {
    throw new Error('`target` must name the object: { kind: Deployment, namespace: shop, name: web }');
  }
  if (kind === DOCKERFILE && namespace !== undefined) {
    throw new Error('`target` is a Dockerfile, and has no namespace: { kind: Dockerfile, name: path/to/Dockerfile }');
  }
  return { kind, name, namespace };
}
