import { Direction } from './direction';
import { OpenToEveryone, openToEveryone } from './everyone';
import { refusedRules, shownRule } from './refused-rules';
import { readSelector, Selector } from './selectors';
import { asArray, asObject, isAbsent, isArray, isObject, JsonObject } from '../../../formats/manifest/json';
import { objectName } from '../../../formats/manifest/workload';

const DIRECTIONS: readonly unknown[] = ['Ingress', 'Egress'];

/** The pods and the directions that a NetworkPolicy isolates. */
export interface Isolation {
  readonly selector: Selector;
  readonly directions: ReadonlySet<Direction>;
  /** The ports that the policy opens to everyone in these directions. */
  readonly open: OpenToEveryone;
  /** The name of the policy. */
  readonly name: string;
}

/**
 * The reason why the API server refuses a policy, which then isolates nothing. Example: `"ingress" in policyTypes is not Ingress or
 * Egress`.
 */
export interface Refusal {
  readonly refusal: string;
}

/**
 * The pods that a policy isolates, with the default values of the API server:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function readIsolation(policy: JsonObject): Isolation | Refusal {
  const { spec } = policy;
  const { podSelector, policyTypes, ingress, egress } = asObject(spec);
  const selector = readSelector(podSelector);
  if (!selector || !isAbsent(spec) && !isObject(spec)) {
    return { refusal: selector ? 'spec is not an object' : 'podSelector is not a label selector' };
  }
  const refusal = (objectName(policy) === '' ? 'it has no name' : undefined) ?? refusedTypes(policyTypes)
    ?? refusedRules('ingress', ingress) ?? refusedRules('egress', egress);
  if (refusal !== undefined) {
    return { refusal };
  }
  const types = asArray(policyTypes).length > 0 ? asArray(policyTypes) : ['Ingress', ...asArray(egress).length > 0 ? ['Egress'] : []];
  const open = { Ingress: openToEveryone(ingress, 'from'), Egress: openToEveryone(egress, 'to') };
  return { selector, directions: new Set(types as Direction[]), open, name: objectName(policy) };
}

export function isRefused(read: Isolation | Refusal): read is Refusal {
  return 'refusal' in read;
}

const MAX_TYPES = 2;

function refusedTypes(types: unknown): string | undefined {
  if (!isAbsent(types) && !isArray(types)) {
    return 'policyTypes is not a list';
  }
  const unknown = asArray(types).find((type) => !DIRECTIONS.includes(type));
  if (unknown !== undefined) {
    return `${shownRule(unknown)} in policyTypes is not Ingress or Egress`;
  }
  return asArray(types).length > MAX_TYPES ? 'policyTypes has more than two entries' : undefined;
}
