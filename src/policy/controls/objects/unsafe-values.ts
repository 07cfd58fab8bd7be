import { sequence } from '../../../formats/language/sequence';
import { asArray, asString, isAbsent, isObject, JsonObject, read, textOf } from '../../../formats/manifest/json';
import { DEFAULT_CAPABILITIES } from '../baseline/capabilities-baseline';
import { Level } from '../control';
import { ALLOWED_CAPABILITIES } from '../restricted/capabilities-restricted';
import { CAPABILITIES } from '../startup/capability-names';

/** The profiles that forbid values. Each lists only values that the previous profile allows. */
export type ForbiddingLevel = Exclude<Level, 'hardened'>;

/** Whether the value of a key is unsafe. The key can be in any object. */
type Test = (value: unknown) => boolean;

/** A variable with a default value, which another program replaces later: `${X:-true}`. Longer variables are not realistic. */
const VARIABLE = /^\s*\$\{\w{1,100}:?[-=](.{0,200})\}\s*$/;
/** A template with a default value, which another program replaces later: `{{ .x | default true }}`, `{{ true }}`. */
const TEMPLATE = sequence([
  /^\s*\{\{-?\s{0,20}(?:[^{}]{0,100}?\bdefault\s{1,20})?/,
  /(\(?(?:"[^"{}]{0,100}"|'[^'{}]{0,100}'|[^\s{}|()"']{1,100})\)?)/,
  /[^{}]{0,100}\}\}\s*$/,
]);
const LONGEST = 500;

/** The value, or the default value of a variable or template. */
function withDefault(value: unknown): unknown {
  const [, given] = typeof value === 'string' && value.length < LONGEST ? VARIABLE.exec(value) ?? TEMPLATE.exec(value) ?? [] : [];
  return given === undefined ? value : withDefault(given.trim().replace(/^\((.*)\)$/, '$1').replace(/^(["'])(.*)\1$/, '$2'));
}

/** Strings that end up as true: a chart prints them without quotes, and YAML and operators then read true. */
const LETS_IN = /^\s*(?:true|yes|on|y|t|1)\s*$/i;
/** Whether a value turns a field on. Charts also use objects: `hostNetwork: {enabled: true}`. */
const isOn: Test = (value) => isObject(value)
  ? isOn(withDefault(value.enabled))
  : value === true || value === 1 || (typeof value === 'string' && LETS_IN.test(value));
const isNodePath: Test = (value) => asString(isObject(value) ? withDefault(value.path) : value)?.trim().startsWith('/') ?? false;
const isUnconfined: Test = (value) => isObject(value) && withDefault(value.type) === 'Unconfined';
const isPort: Test = (value) => [value].flat(Infinity).some((port) => /^[1-9]\d*$/.test(textOf(port)));
const addsCapability = (level: ForbiddingLevel): Test => (value) => forbidsOne(isObject(value) ? value.add : value, level);
/** Lists of capabilities, with the names that other container runtimes use for the field. */
const capabilityLists = (level: ForbiddingLevel) =>
  ['capabilities', 'capadd', 'addcapabilities', 'capabilitiesadd'].map((key) => [key, addsCapability(level)] as const);

/** Tests by key, in lowercase and without `-` and `_`, because operators spell the fields of Kubernetes in various ways. */
const TESTS: { readonly [level in ForbiddingLevel]: ReadonlyMap<string, Test> } = {
  'pss-baseline': new Map<string, Test>([
    ...['privileged', 'privilegedmode', 'hostpid', 'hostipc', 'hostnetwork', 'hostnetworking', 'hostprocess'].map((key) =>
      [key, isOn] as const),
    ['hostpath', isNodePath],
    ['hostport', isPort],
    ['seccompprofile', isUnconfined],
    ['apparmorprofile', isUnconfined],
    ['procmount', (value) => value === 'Unmasked'],
    ...capabilityLists('pss-baseline'),
    // KubeVirt creates a hostPath and a device from these fields, and an OpenShift build creates a hostPath.
    ['hostdisk', isNodePath],
    ['hostdevices', (value) => asArray(value).some(isObject)],
    ['exposedockersocket', isOn],
  ]),
  'pss-restricted': new Map<string, Test>([
    ['allowprivilegeescalation', isOn],
    ['runasuser', (value) => value === 0 || (typeof value === 'string' && /^\s*0(?:[xob]?0+)?\s*$/.test(value))],
    ...capabilityLists('pss-restricted'),
  ]),
};

/** All keys of `TESTS` begin like this. A cheap test that excludes nearly all other keys. */
const BEGINNING = /^(?:host|priv|proc|cap|add|expose|allow|run|is|use|enable|seccomp|app[-_]?armor|container\.|[+=^<X]\()/i;
/** Old annotations that Kubernetes still reads, although fields have replaced them. */
const UNCONFINING = /(?:^|[/~1])(?:container\.)?(?:apparmor\.security\.beta|seccomp\.security\.alpha)\.kubernetes\.io(?:\/|~1|$)/;
const PREFIX = /^(?:is|run|use|enable)(?=privileged|host(?:pid|ipc|network))/;
/** What Kyverno and Jsonnet add to a key. In Kyverno, `+(hostPID)` sets a missing field. In Jsonnet, a key can end with `+` or colons. */
const ANCHOR = /[+=^<X]\(|\)|\+?:{0,2}$/g;

/** A key without the additions of Kyverno and Jsonnet. */
export function plainKey(key: string): string {
  return key.replace(ANCHOR, '');
}

/** Whether a value is clearly unsafe for its key, at one level. */
export function isUnsafeValue(key: string, value: unknown, level: ForbiddingLevel): boolean {
  return !isAbsent(value) && BEGINNING.test(key) && (testOf(key, level)?.(withDefault(value)) ?? unconfines(key, value, level));
}

function testOf(key: string, level: ForbiddingLevel): Test | undefined {
  return TESTS[level].get(plainKey(key).replace(/[-_]/g, '').toLowerCase().replace(PREFIX, ''));
}

function unconfines(key: string, value: unknown, level: ForbiddingLevel): boolean {
  return level === 'pss-baseline' && withDefault(value) === 'unconfined' && UNCONFINING.test(key);
}

/**
 * The field that an entry with a path sets to an unsafe value: a parameter of a chart or a setting of Spark (`securityContext.privileged`),
 * or a JSON patch (`/spec/template/spec/hostPID`). Undefined if there is none.
 */
export function unsafeStep(path: string, value: unknown, level: ForbiddingLevel): string | undefined {
  if (unconfines(path, value, level)) {
    return path;
  }
  const steps = path.split(/[./[\]]/).filter((step) => step !== '' && step !== '-' && !/^\d+$/.test(step));
  // Spark writes `hostPath.<volume>.options.path`: other steps come between the key and its path.
  const hostPath = steps.indexOf('hostPath');
  if (hostPath >= 0 && steps[steps.length - 1] === 'path' && steps[steps.length - 2] !== 'mount') {
    return level === 'pss-baseline' && isNodePath(value) ? steps[hostPath] : undefined;
  }
  // In parameters, Helm writes lists as `{a,b}`.
  const list = typeof value === 'string' && /^\{.*\}$/.test(value) ? value.slice(1, -1).split(',').map((item) => item.trim()) : value;
  let nested: unknown = list;
  for (const step of steps.reverse()) {
    nested = step === 'add' && !Array.isArray(nested) ? [nested] : nested;
    if (isUnsafeValue(step, nested, level)) {
      return step;
    }
    nested = { [step]: nested };
  }
  return undefined;
}

function forbidsOne(added: unknown, level: ForbiddingLevel): boolean {
  return forbiddenCapabilities(added, level).length > 0;
}

/**
 * The capabilities in a list that a level forbids. Only Linux capabilities count, because an operator may use a list with this name for
 * other capabilities.
 */
export function forbiddenCapabilities(added: unknown, level: ForbiddingLevel): readonly string[] {
  return asArray(added).map(withDefault).flatMap((name) => typeof name === 'string' ? name.toUpperCase().replace(/^CAP_/, '') : [])
    .filter((name) => CAPABILITIES.has(name) && forbids(name, level));
}

/** Whether a level forbids adding a capability, but the previous level does not. */
export function forbids(capability: string, level: ForbiddingLevel): boolean {
  const isInBaseline = DEFAULT_CAPABILITIES.has(capability);
  return level === 'pss-baseline' ? !isInBaseline : isInBaseline && !ALLOWED_CAPABILITIES.has(capability);
}

/** The path and value that an entry sets: a parameter, a patch, or an assignment of Gatekeeper. Undefined for other entries. */
export function entryOf(entry: JsonObject): { readonly path: string; readonly value: unknown } | undefined {
  const path = entry.path ?? entry.name ?? entry.key ?? entry.location;
  // Environment variables look like such entries, but their names usually have no lowercase letters.
  if (typeof path !== 'string' || !/[a-z]/.test(path)) {
    return undefined;
  }
  if (entry.op === 'test' || entry.op === 'remove') {
    return undefined;
  }
  const value = entry.value ?? read(entry.parameters, ['assign', 'value']);
  // A patch that copies or moves has no value to check, so its target alone counts.
  const isCopied = isAbsent(value) && typeof entry.from === 'string' && (entry.op === 'copy' || entry.op === 'move');
  return isAbsent(value) && !isCopied ? undefined : { path, value: isCopied ? true : value };
}
