import { DEFAULT_CAPABILITIES } from './baseline/capabilities-baseline';
import { Level } from './control';
import { ALLOWED_CAPABILITIES } from './restricted/capabilities-restricted';
import { asArray, asString, isAbsent, isObject, JsonObject } from '../manifest/json';

/** The profiles that forbid values; each knows those of its own that the one before does not forbid. */
export type ForbiddingLevel = Exclude<Level, 'hardened'>;

/** What is unsafe under a key, whatever object holds it. */
type Test = (value: unknown) => boolean;

const LETS_IN: readonly unknown[] = [true, 'true', 'True', 'TRUE', 'yes', 'on'];
/** Values of charts switch a field on like this, too: `hostNetwork: {enabled: true}`. */
const isOn: Test = (value) => LETS_IN.includes(isObject(value) ? value.enabled : value);
const isNodePath: Test = (value) => asString(isObject(value) ? value.path : value)?.startsWith('/') ?? false;
const addsCapability = (level: ForbiddingLevel): Test => (value) => isObject(value) && forbiddenNames(value.add, level).length > 0;

const TESTS: { readonly [level in ForbiddingLevel]: { readonly [key: string]: Test } } = {
  'pss-baseline': {
    privileged: isOn,
    hostPID: isOn,
    hostIPC: isOn,
    hostNetwork: isOn,
    hostProcess: isOn,
    hostPath: isNodePath,
    procMount: (value) => value === 'Unmasked',
    capabilities: addsCapability('pss-baseline'),
    // KubeVirt makes a hostPath and a device of these, and an OpenShift build a hostPath.
    hostDisk: isNodePath,
    hostDevices: (value) => asArray(value).some(isObject),
    exposeDockerSocket: isOn,
  },
  'pss-restricted': {
    allowPrivilegeEscalation: isOn,
    runAsUser: (value) => value === 0 || value === '0',
    capabilities: addsCapability('pss-restricted'),
  },
};

/** Whether a value is unmistakably unsafe under its key, at one level. */
export function isUnsafeValue(key: string, value: unknown, level: ForbiddingLevel): boolean {
  const tests = TESTS[level];
  return !isAbsent(value) && Object.hasOwn(tests, key) && tests[key](value);
}

/**
 * Whether an entry sets such a value by a path: a chart's parameter or a setting of Spark (`securityContext.privileged`), or a
 * JSON patch (`/spec/template/spec/hostPID`).
 */
export function setsUnsafeValue(path: string, value: unknown, level: ForbiddingLevel): boolean {
  const steps = path.split(/[./[\]]/).filter((step) => step !== '' && step !== '-' && !/^\d+$/.test(step));
  // Spark names a volume of the node, and where it is mounted, between the key and its path.
  const hostPath = steps.indexOf('hostPath');
  if (hostPath >= 0 && steps[steps.length - 1] === 'path' && steps[steps.length - 2] !== 'mount') {
    return level === 'pss-baseline' && isNodePath(value);
  }
  for (let index = steps.length - 1, nested = value; index >= 0 && index >= steps.length - 2; index--) {
    nested = steps[index] === 'add' && !Array.isArray(nested) ? [nested] : nested;
    if (isUnsafeValue(steps[index], nested, level)) {
      return true;
    }
    nested = { [steps[index]]: nested };
  }
  return false;
}

/** The added capabilities that a level forbids and the one before does not. */
function forbiddenNames(added: unknown, level: ForbiddingLevel): readonly unknown[] {
  return asArray(added).filter((name) => typeof name === 'string' && forbids(name, level));
}

export function forbids(capability: string, level: ForbiddingLevel): boolean {
  const isInBaseline = DEFAULT_CAPABILITIES.has(capability);
  return level === 'pss-baseline' ? !isInBaseline : isInBaseline && !ALLOWED_CAPABILITIES.has(capability);
}

/** What an entry of a list of parameters or patches sets; undefined where it is no such entry. */
export function entryOf(value: JsonObject): { readonly path: string; readonly value: unknown } | undefined {
  const path = value.path ?? value.name ?? value.key;
  return typeof path === 'string' && !isAbsent(value.value) ? { path, value: value.value } : undefined;
}
