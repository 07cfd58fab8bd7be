import { InputError } from '../../../formats/manifest/input-error';
import { isAbsent, isObject, JsonObject } from '../../../formats/manifest/json';
import { lineEnd, nextLine } from '../../../formats/yaml/edit/text';
import { Chart, ChartTemplate, ValuePath } from '../chart/chart';

/** A value that may end up in a pod. */
export interface ValueCandidate {
  readonly path: ValuePath;
  readonly kind: CandidateKind;
  /** The value without our values file; undefined if there is none. */
  readonly value: unknown;
  /** Whether a values file of the chart or the user has it. A value that only a template names may vanish with the next version. */
  readonly isDocumented: boolean;
}

export const CANDIDATE_KINDS = ['context', 'seccomp', 'resources', 'volumes', 'mounts', 'token', 'digest'] as const;
export type CandidateKind = typeof CANDIDATE_KINDS[number];

interface Kind {
  /** Whether a key is the name of such a value. */
  readonly isCalled: (key: string) => boolean;
  /** Whether markers can replace a value. */
  readonly takes: (value: unknown) => boolean;
}

const isMap = (value: unknown) => isAbsent(value) || isObject(value);
const isList = (value: unknown) => isAbsent(value) || Array.isArray(value);

const KINDS: { readonly [kind in CandidateKind]: Kind } = {
  // `adaptSecurityContext` and `useSecurityContext` are switches.
  context: { isCalled: (key) => /security_?context/i.test(key) && !/^(?:adapt|use)/i.test(key), takes: isMap },
  seccomp: { isCalled: (key) => /^seccomp_?profile$/i.test(key), takes: isMap },
  resources: { isCalled: (key) => /^resources$/i.test(key), takes: isMap },
  volumes: { isCalled: (key) => /^(?:extra|additional)_?(?:pod)?_?volumes$/i.test(key), takes: isList },
  mounts: { isCalled: (key) => /^(?:extra|additional)_?(?:container)?_?volume_?mounts$/i.test(key), takes: isList },
  token: {
    isCalled: (key) => /^automount(?:_?service_?account)?_?token$/i.test(key),
    takes: (value) => isAbsent(value) || typeof value === 'boolean',
  },
  digest: { isCalled: (key) => /^(?:image_?)?digest$/i.test(key), takes: (value) => isAbsent(value) || typeof value === 'string' },
};

/** The maximum number of candidates. The largest common charts have two hundred. */
const MOST_CANDIDATES = 1000;
/** The maximum depth at which values are searched. */
const MAX_DEPTH = 12;
/** A value in a template: `.Values.web.resources`, or `(.Values.web).resources` if `web` may be missing. */
const CHAIN = /\.Values((?:\)?\.[A-Za-z0-9_-]+)+)/g;

/** A loop over a map of values: `range $name, $worker := .Values.workers`. */
const RANGED = /\{\{-?\s*range\b[^{}]*?\.Values((?:\)?\.[A-Za-z0-9_-]+)+)/g;
/** The keys after a variable or the element of a loop: `$worker.pod.securityContext`. */
const READ = /(?<![\w)])(?:\$\w+)?((?:\.[A-Za-z]\w*)+)/g;

/** The paths of the values that a template names. */
export function chainsIn(text: string): readonly ValuePath[] {
  return [...text.matchAll(CHAIN)].map(([, chain]) => keysOf(chain));
}

/** The path of a value that a template reads. Global values are at the root, even if a subchart reads them. */
export function fromRoot({ prefix }: ChartTemplate, keys: ValuePath): ValuePath {
  return keys[0] === 'global' ? keys : [...prefix, ...keys];
}

/**
 * The values of a chart that seem to end up in a pod, by their names. Their order is fixed.
 *
 * @throws InputError if the chart has more of these values than any real chart
 */
export function candidatesOf({ templates }: Chart, values: JsonObject): readonly ValueCandidate[] {
  const found = new Map<string, ValueCandidate>();
  const add = (path: ValuePath, kind: CandidateKind, isDocumented: boolean) => {
    const key = JSON.stringify(path);
    const value = valueAt(values, path);
    if (!found.has(key) && value !== BLOCKED && KINDS[kind].takes(value)) {
      if (found.size >= MOST_CANDIDATES) {
        throw new InputError(`the chart has more than ${MOST_CANDIDATES} values that may end up in pods, so `
          + 'they were not traced: check that you named the right chart');
      }
      found.set(key, { path, kind, value, isDocumented });
    }
  };
  inValues(values, [], (path, kind) => add(path, kind, true));
  for (const template of templates) {
    for (const keys of passedAsContext(template.text)) {
      const path = fromRoot(template, keys);
      if (isObject(valueAt(values, path))) {
        add(path, 'context', true);
      }
    }
    for (const keys of chainsIn(template.text)) {
      const index = keys.findIndex((key) => kindOf(key) !== undefined);
      if (index >= 0) {
        add(fromRoot(template, keys.slice(0, index + 1)), kindOf(keys[index])!, false);
      }
    }
  }
  // These are guesses: add them only while there is room below MOST_CANDIDATES.
  const ranged = templates.flatMap((template) => inRanges(template, values));
  ranged.slice(0, MOST_CANDIDATES - found.size).forEach((path) => add(path, kindOf(path.at(-1)!)!, false));
  return [...found.values()].sort((a, b) => JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1);
}

function keysOf(chain: string): readonly string[] {
  return chain.split(/\)?\./).slice(1);
}

/** Begins a security context in a template. The whole context can be in the same line. */
const CONTEXT = 'securityContext:';
/** A line that passes a value on, or tests a value that the next lines pass on. */
const PASSED = /\{\{-?\s*(?:toYaml|tpl|with|omit|merge|mergeOverwrite|include)\b[^{}]*?\.Values((?:\)?\.[A-Za-z0-9_-]+)+)/;

/** The paths of values that a template passes as a security context, whatever their names are. */
function passedAsContext(text: string): readonly ValuePath[] {
  const found: ValuePath[] = [];
  // A template can be large, for example with definitions of custom resources, so it is not split into lines.
  for (let end = 0, at = text.indexOf(CONTEXT); at >= 0; at = text.indexOf(CONTEXT, end)) {
    const start = text.lastIndexOf('\n', at) + 1;
    end = lineEnd(text, at);
    if (text.slice(start, at).trim() === '') {
      const before = start === 0 ? '' : text.slice(text.lastIndexOf('\n', start - 2) + 1, start);
      const next = nextLine(text, at);
      for (const line of [text.slice(start, end), text.slice(next, lineEnd(text, next)), before]) {
        const [, chain] = PASSED.exec(line) ?? [];
        found.push(...chain === undefined ? [] : [keysOf(chain)]);
      }
    }
  }
  return found;
}

/** The paths that a template reads with `range` in each element of a map, even if only some elements have values there. */
function inRanges(template: ChartTemplate, values: JsonObject): readonly ValuePath[] {
  const maps = [...template.text.matchAll(RANGED)].map(([, chain]) => fromRoot(template, keysOf(chain)));
  const chains = maps.length === 0 ? [] : [...new Set([...template.text.matchAll(READ)].map(([, chain]) => chain))];
  const read = chains.map((chain) => keysOf(chain)).flatMap((keys) => {
    const index = keys.findIndex((key) => kindOf(key) !== undefined);
    return index < 0 || keys[0] === 'Values' ? [] : [keys.slice(0, index + 1)];
  });
  return maps.flatMap((path) => {
    const map = valueAt(values, path);
    const names = isObject(map) ? Object.keys(map).filter((key) => isObject(map[key])) : [];
    return names.flatMap((key) => read.map((keys) => [...path, key, ...keys]));
  });
}

function inValues(
  values: JsonObject, path: ValuePath, add: (path: ValuePath, kind: CandidateKind) => void,
): void {
  for (const [key, value] of path.length < MAX_DEPTH ? Object.entries(values) : []) {
    const kind = kindOf(key);
    const own = [...path, key];
    if (kind !== undefined) {
      add(own, kind);
      // Some charts have two contexts in one map: `securityContext.pod` and `securityContext.container`.
      if (kind === 'context' && isObject(value)) {
        Object.entries(value).filter(([inner, each]) => isObject(each) && !OWN_MAPS.has(inner))
          .forEach(([inner]) => add([...own, inner], kind));
      }
    } else if (isObject(value)) {
      inValues(value, own, add);
    }
  }
}

function kindOf(key: string): CandidateKind | undefined {
  return CANDIDATE_KINDS.find((kind) => KINDS[kind].isCalled(key));
}

/** The maps that a security context of Kubernetes contains. */
const OWN_MAPS = new Set(['capabilities', 'seccompProfile', 'seLinuxOptions', 'appArmorProfile', 'windowsOptions']);

const BLOCKED = Symbol('not in a map');

/** The value at a path; BLOCKED if a parent is not a map. */
function valueAt(values: JsonObject, path: ValuePath): unknown {
  let value: unknown = values;
  for (const key of path) {
    if (isAbsent(value)) {
      return undefined;
    }
    if (!isObject(value)) {
      return BLOCKED;
    }
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}
