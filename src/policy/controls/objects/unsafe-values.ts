import { asArray, asString, isAbsent, isObject, JsonObject, read, textOf } from '../../../formats/manifest/json';
import { DEFAULT_CAPABILITIES } from '../baseline/capabilities-baseline';
import { Level } from '../control';
import { ALLOWED_CAPABILITIES } from '../restricted/capabilities-restricted';
import { CAPABILITIES } from '../startup/capability-names';

/** The profiles that forbid values. Each has only those that the one before does not forbid. */
export type ForbiddingLevel = Exclude<Level, 'hardened'>;

/** The unsafe values of a key, in any object. */
type Test = (value: unknown) => boolean;

/** A variable that is replaced before anybody reads the value: `${X:-true}`. Longer variables are not realistic. */
const VARIABLE = /^\s*\$\{\w{1,100}:?[-=](.{0,200})\}\s*$/;
/** A template that is replaced before: `{{ .x | default true }}`, `{{ true }}`. */
const TEMPLATE = /^\s*\{\{-?\s{0,20}(?:[^{}]{0,100}?\bdefault\s{1,20})?(\(?(?:"[^"{}]{0,100}"|'[^'{}]{0,100}'|[^\s{}|()"']{1,100})\)?)[^{}]{0,100}\}\}\s*$/;
const LONGEST = 500;

/** A value, or the one that a variable or a template has if nobody sets another. */
function withDefault(value: unknown): unknown {
  const [, given] = typeof value === 'string' && value.length < LONGEST ? VARIABLE.exec(value) ?? TEMPLATE.exec(value) ?? [] : [];
  return given === undefined ? value : withDefault(given.trim().replace(/^\((.*)\)$/, '$1').replace(/^(["'])(.*)\1$/, '$2'));
}

/** A chart prints a string as it is, and YAML and operators then read it as true. */
const LETS_IN = /^\s*(?:true|yes|on|y|t|1)\s*$/i;
/** Values of charts switch a field on like this, too: `hostNetwork: {enabled: true}`. */
const isOn: Test = (value) => isObject(value) ? isOn(withDefault(value.enabled)) : value === true || value === 1 || (typeof value === 'string' && LETS_IN.test(value));
const isNodePath: Test = (value) => asString(isObject(value) ? withDefault(value.path) : value)?.trim().startsWith('/') ?? false;
const isUnconfined: Test = (value) => isObject(value) && withDefault(value.type) === 'Unconfined';
const isPort: Test = (value) => [value].flat(Infinity).some((port) => /^[1-9]\d*$/.test(textOf(port)));
const addsCapability = (level: ForbiddingLevel): Test => (value) => forbidsOne(isObject(value) ? value.add : value, level);
/** Lists of capabilities by the names that other runtimes have for them. */
const capabilityLists = (level: ForbiddingLevel) =>
  ['capabilities', 'capadd', 'addcapabilities', 'capabilitiesadd'].map((key) => [key, addsCapability(level)] as const);

/** By the key in lowercase, without `-` and `_`: operators spell Kubernetes' fields in their own way. */
const TESTS: { readonly [level in ForbiddingLevel]: ReadonlyMap<string, Test> } = {
  'pss-baseline': new Map<string, Test>([
    ...['privileged', 'privilegedmode', 'hostpid', 'hostipc', 'hostnetwork', 'hostnetworking', 'hostprocess'].map((key) => [key, isOn] as const),
    ['hostpath', isNodePath],
    ['hostport', isPort],
    ['seccompprofile', isUnconfined],
    ['apparmorprofile', isUnconfined],
    ['procmount', (value) => value === 'Unmasked'],
    ...capabilityLists('pss-baseline'),
    // KubeVirt makes a hostPath and a device of these, and an OpenShift build a hostPath.
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

/** The beginning of such a key, which excludes nearly all other keys cheaply. */
const BEGINNING = /^(?:host|priv|proc|cap|add|expose|allow|run|is|use|enable|seccomp|app[-_]?armor|container\.|[+=^<X]\()/i;
/** Annotations that were fields before, and are still read. */
const UNCONFINING = /(?:^|[/~1])(?:container\.)?(?:apparmor\.security\.beta|seccomp\.security\.alpha)\.kubernetes\.io(?:\/|~1|$)/;
const PREFIX = /^(?:is|run|use|enable)(?=privileged|host(?:pid|ipc|network))/;
/** What Kyverno writes around a key: `+(hostPID)` sets it if it is missing. Jsonnet ends some with `+` or a further colon. */
const ANCHOR = /[+=^<X]\(|\)|\+?:{0,2}$/g;

/** A key without the anchors of Kyverno, and as YAML writes one of Jsonnet. */
export function plainKey(key: string): string {
  return key.replace(ANCHOR, '');
}

/** Whether a value is clearly unsafe under its key, at one level. */
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
 * The field that an entry sets to such a value by a path: a chart's parameter or a setting of Spark (`securityContext.privileged`), or a
 * JSON patch (`/spec/template/spec/hostPID`). Undefined if it sets none.
 */
export function unsafeStep(path: string, value: unknown, level: ForbiddingLevel): string | undefined {
  if (unconfines(path, value, level)) {
    return path;
  }
  const steps = path.split(/[./[\]]/).filter((step) => step !== '' && step !== '-' && !/^\d+$/.test(step));
  // Spark names a volume of the node, and where it is mounted, between the key and its path.
  const hostPath = steps.indexOf('hostPath');
  if (hostPath >= 0 && steps[steps.length - 1] === 'path' && steps[steps.length - 2] !== 'mount') {
    return level === 'pss-baseline' && isNodePath(value) ? steps[hostPath] : undefined;
  }
  // Helm writes lists as `{a,b}` in a parameter.
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
 * The capabilities in a list that a level forbids. Only Linux capabilities count, since a list with this name may contain other
 * capabilities of an operator.
 */
export function forbiddenCapabilities(added: unknown, level: ForbiddingLevel): readonly string[] {
  return asArray(added).map(withDefault).flatMap((name) => typeof name === 'string' ? name.toUpperCase().replace(/^CAP_/, '') : [])
    .filter((name) => CAPABILITIES.has(name) && forbids(name, level));
}

/** Whether a level forbids to add a capability, and the one before does not. */
export function forbids(capability: string, level: ForbiddingLevel): boolean {
  const isInBaseline = DEFAULT_CAPABILITIES.has(capability);
  return level === 'pss-baseline' ? !isInBaseline : isInBaseline && !ALLOWED_CAPABILITIES.has(capability);
}

/** The field that an entry of a list of parameters or patches, or an assignment of Gatekeeper, sets; undefined if it sets none. */
export function entryOf(entry: JsonObject): { readonly path: string; readonly value: unknown } | undefined {
  const path = entry.path ?? entry.name ?? entry.key ?? entry.location;
  // An environment variable is an entry too, and usually has no lowercase letters.
  if (typeof path !== 'string' || !/[a-z]/.test(path)) {
    return undefined;
  }
  if (entry.op === 'test' || entry.op === 'remove') {
    return undefined;
  }
  const value = entry.value ?? read(entry.parameters, ['assign', 'value']);
  // The value that a patch copies is unknown: its target is enough.
  const isCopied = isAbsent(value) && typeof entry.from === 'string' && (entry.op === 'copy' || entry.op === 'move');
  return isAbsent(value) && !isCopied ? undefined : { path, value: isCopied ? true : value };
}
