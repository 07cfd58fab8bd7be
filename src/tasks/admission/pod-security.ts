import { PlannedPolicy } from './plan';
import { LeftControl } from './policy-checks';
import { Action } from './targets';
import { JsonObject } from '../../formats/manifest/json';
import { formatVersion } from '../../formats/manifest/version';
import { LEVELS } from '../../policy/controls/control';
import { profileOf } from '../../policy/engine/profile';

const PREFIX = 'pod-security.kubernetes.io';

/** The modes that each action turns on, including the modes of the actions before it. */
const MODES: { readonly [action in Action]: readonly string[] } = {
  off: [],
  audit: ['audit'],
  warn: ['audit', 'warn'],
  deny: ['audit', 'warn', 'enforce'],
};

/** The level that the API server itself knows: it has no stricter one. */
function levelOf({ level }: PlannedPolicy): string {
  return level === 'pss-baseline' ? 'baseline' : 'restricted';
}

/**
 * The labels by which the API server itself applies the Pod Security Standards to a namespace.
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
function podSecurityLabels(plan: PlannedPolicy): { readonly [label: string]: string } {
  const version = `v${formatVersion(plan.version)}`;
  return Object.fromEntries(MODES[plan.action].flatMap((mode) => [
    [`${PREFIX}/${mode}`, levelOf(plan)],
    [`${PREFIX}/${mode}-version`, version],
  ]));
}

/** Namespaces with the labels of Pod Security. If a namespace exists, applying it adds the labels. */
export function podSecurityNamespaces(plan: PlannedPolicy, namespaces: readonly string[]): readonly JsonObject[] {
  const labels = podSecurityLabels(plan);
  return namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...labels } } }));
}

/** The controls of a profile that Pod Security does not have. */
export function beyondPodSecurity({ level, version }: PlannedPolicy): readonly LeftControl[] {
  const because = 'the Pod Security Standards do not have it';
  const rank = LEVELS.indexOf('pss-restricted');
  return profileOf(level, version).podChecks.filter((check) => LEVELS.indexOf(check.level) > rank)
    .map(({ control }) => ({ control, because }));
}
