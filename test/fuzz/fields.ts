import { clone, JsonObject } from '../../src/formats/manifest/json';
import { podsOf } from '../../src/formats/manifest/workload';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { CATALOG } from '../../src/policy/controls/catalog';
import { isPodControl } from '../../src/policy/controls/control';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { PLATFORMS } from '../../src/policy/settings/target';

/*
 * Which fields of a manifest the catalog reads, found by watching it read. No list of them is written down anywhere, so a control
 * that comes to read another field is tested with wrong types there too.
 */

/** A place in a manifest; `*` is any item of a list. */
export type Field = readonly string[];

/** A policy under which every fix has something to do. */
export const DEMANDING: EvaluationContext = amended(DEFAULT_CONTEXT, {
  choices: {
    userNamespace: true,
    appArmor: { type: 'RuntimeDefault' },
    supplementalGroups: [2000],
    supplementalGroupsPolicy: 'Strict',
    token: { audience: 'vault', expirationSeconds: 3600, path: '/token/file' },
    environment: [{ name: 'HOME', value: '/tmp' }],
    writablePaths: [
      ...DEFAULT_CONTEXT.choices.writablePaths,
      { kind: 'emptyDir', path: '/cache', sizeLimit: 2 ** 20, inMemory: true, isShared: true },
      { kind: 'emptyDir', path: '/etc/app', sizeLimit: 2 ** 20, inMemory: false, container: 'main', seed: { replaces: true } },
      { kind: 'persistentVolumeClaim', path: '/data', container: 'main', claim: { name: 'data', ownership: {} } },
    ],
  },
});

/** What decides which controls there are: every platform, and the versions in between at which other checks began to count. */
export const SETTINGS: readonly EvaluationContext[] = [
  ...PLATFORMS.map((platform) => (amended(DEMANDING, { target: { platform } }))),
  ...[0, 18, 24, 29, 34].map((kubernetesVersion) => (amended(DEMANDING, { target: { kubernetesVersion } }))),
];

const FIXES = CATALOG.filter(isPodControl).flatMap(({ fix }) => fix ?? []);

/** What a field is given to see what is read below it: an object, a list of one, and a text. */
const HOLDERS: readonly unknown[] = [{}, [{}], ['x'], 'x'];

/**
 * Every field that is read in manifests like the one given, however deep, once what holds it is there.
 *
 * @param reader what reads them: the catalog, or only what finds the pods
 * @param known fields that need not be found, and are not among those that are
 */
export function fieldsRead(
  start: JsonObject, reader: (manifest: JsonObject) => void = readingIn(DEMANDING), known: readonly Field[] = [],
): readonly Field[] {
  const watch = (manifest: JsonObject) => watchReads(manifest, reader);
  const isKnown = new Set(known.map((field) => field.join('\n')));
  const found = new Map<string, Field>();
  let fresh = new Map([start, ...HOLDERS.map((value) => withValues(start, known, value))].flatMap((manifest) => [...watch(manifest)]));
  while (fresh.size > 0) {
    // No field is a list of lists; a list in place of a text is read completely, to be shown.
    const unknown = [...fresh].filter(([key]) => !found.has(key) && !isKnown.has(key) && !key.endsWith('*\n*'));
    unknown.forEach(([key, field]) => found.set(key, field));
    fresh = new Map(unknown.flatMap(([, field]) => HOLDERS.flatMap((value) => [...watch(withValue(start, field, value))])));
  }
  return [...found.values()];
}

/** The manifest with all of these fields at once, and the value in each that holds no other of them. It stays of its kind. */
function withValues(manifest: JsonObject, fields: readonly Field[], value: unknown): JsonObject {
  const holders = new Set(fields.flatMap((field) => field.map((_, index) => field.slice(0, index).join('\n'))));
  const leaves = fields.filter((field) => !holders.has(field.join('\n')) && field.length > 1 && field[0] !== 'items');
  return leaves.reduce((all, field) => withValue(all, field, value), manifest);
}

/** The manifest with a value in a field, and with the parents that the field needs. */
export function withValue(manifest: JsonObject, field: Field, value: unknown): JsonObject {
  const changed = clone(manifest);
  let holder: any = changed;
  field.forEach((step, index) => {
    const key = step === '*' ? 0 : step;
    const isLast = index === field.length - 1;
    const isListNext = field[index + 1] === '*';
    if (isLast) {
      holder[key] = clone(value);
    } else if (typeof holder[key] !== 'object' || holder[key] === null || Array.isArray(holder[key]) !== isListNext) {
      holder[key] = isListNext ? [] : {};
    }
    holder = holder[key];
  });
  return changed;
}

/** Controls on every object are left out: they walk through all of it, whatever it is. */
export function readingIn(setting: EvaluationContext): (manifest: JsonObject) => void {
  const all = profileOf('hardened', setting.target.kubernetesVersion);
  const profile = { ...all, objectControls: all.objectControls.filter(({ kinds }) => kinds) };
  return (manifest) => {
    evaluate(manifest, profile, setting);
    for (const pod of podsOf(manifest)) {
      FIXES.forEach((fix) => fix(pod, setting));
    }
  };
}

/** Every field that is read in some setting, with the first one that reads it. */
export function fieldsReadAnywhere(start: JsonObject): ReadonlyMap<Field, EvaluationContext> {
  const found = new Map<Field, EvaluationContext>();
  for (const setting of SETTINGS) {
    fieldsRead(start, readingIn(setting), [...found.keys()]).forEach((field) => found.set(field, setting));
  }
  return found;
}

function watchReads(manifest: JsonObject, reader: (manifest: JsonObject) => void): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  reader(watching(clone(manifest), [], fields, new WeakMap()) as JsonObject);
  return fields;
}

function watching(value: unknown, place: Field, fields: Map<string, Field>, known: WeakMap<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const proxy = known.get(value) ?? new Proxy(value, {
    get(target, key) {
      // What is written down as a whole, to be shown, is not read field by field.
      if (key === 'toJSON') {
        return () => target;
      }
      const child = Reflect.get(target, key);
      const isItem = Array.isArray(target);
      if (typeof key === 'symbol' || (isItem && !/^\d+$/.test(key)) || (child !== undefined && !Object.hasOwn(target, key))) {
        return child;
      }
      const field = [...place, isItem ? '*' : key];
      fields.set(field.join('\n'), field);
      return watching(child, field, fields, known);
    },
  });
  known.set(value, proxy);
  return proxy;
}
