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
  /** Whether the values file of the chart or of the user has it. A value that only a template names may vanish with the next version. */
  readonly isDocumented: boolean;
}

export const CANDIDATE_KINDS = ['context', 'seccomp', 'resources', 'volumes', 'mounts', 'token', 'digest'] as const;
export type CandidateKind = typeof CANDIDATE_KINDS[number];

interface Kind {
  /** Whether a key has a name of this kind. */
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
/** Such as `.Values.web.resources`, or `(.Values.web).resources`, where `web` may be missing. */
const CHAIN = /\.Values((?:\)?\.[A-Za-z0-9_-]+)+)/g;

/** Such as `range $name, $worker := .Values.workers`. */
const RANGED = /\{\{-?\s*range\b[^{}]*?\.Values((?:\)?\.[A-Za-z0-9_-]+)+)/g;
/** A variable, or the element itself, with keys: `$worker.pod.securityContext`. */
const READ = /(?<![\w)])(?:\$\w+)?((?:\.[A-Za-z]\w*)+)/g;

/** The keys of the values that a text of a template names. */
export function chainsIn(text: string): readonly ValuePath[] {
  return [...text.matchAll(CHAIN)].map(([, chain]) => keysOf(chain));
}

/** The path of a value that a template reads. Global values are at the root, even if a subchart reads them. */
export function fromRoot({ prefix }: ChartTemplate, keys: ValuePath): ValuePath {
  return keys[0] === 'global' ? keys : [...prefix, ...keys];
}

/**
 * The values of a chart that end up in a pod according to their names, in a fixed order.
 *
 * @throws InputError if it has more of them than any chart that people deploy
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

/** The text in a line of a template that begins a security context, or has all of it. */
const CONTEXT = 'securityContext:';
/** A line that passes a value on, or tests a value that the next lines pass on. */
const PASSED = /\{\{-?\s*(?:toYaml|tpl|with|omit|merge|mergeOverwrite|include)\b[^{}]*?\.Values((?:\)?\.[A-Za-z0-9_-]+)+)/;

/** The keys of values that a template passes as a security context, with any name. */
function passedAsContext(text: string): readonly ValuePath[] {
  const found: ValuePath[] = [];
  // Templates can be large, such as definitions of custom resources, so only the lines that count are cut out.
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

/** The paths that a template reads in each element of a map with `range`. Only some elements may have a value there. */
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
      // A map such as `securityContext.pod` and `securityContext.container`.
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

/** The maps in a security context. */
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
