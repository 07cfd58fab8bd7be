import { readSelector, Selector } from './selectors';
import { asArray, asObject, isAbsent, isArray, isObject, JsonObject, textOf } from '../../manifest/json';

export type Direction = 'Ingress' | 'Egress';

const DIRECTIONS: readonly unknown[] = ['Ingress', 'Egress'];

/** Which pods a NetworkPolicy isolates, and in which directions. */
export interface Isolation {
  readonly selector: Selector;
  readonly directions: ReadonlySet<Direction>;
}

/** Why the API server refuses a policy, so that it isolates nothing: a text such as `"ingress" in policyTypes is not Ingress or Egress`. */
export interface Refusal {
  readonly refusal: string;
}

/**
 * Reads whom a policy isolates, as the API server completes it:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function readIsolation({ spec }: JsonObject): Isolation | Refusal {
  const { podSelector, policyTypes, ingress, egress } = asObject(spec);
  const selector = readSelector(podSelector);
  if (!selector || !isAbsent(spec) && !isObject(spec)) {
    return { refusal: selector ? 'spec is not an object' : 'podSelector is not a label selector' };
  }
  const refusal = refusedTypes(policyTypes) ?? refusedRules('ingress', ingress, 'from') ?? refusedRules('egress', egress, 'to');
  if (refusal !== undefined) {
    return { refusal };
  }
  const types = asArray(policyTypes).length > 0 ? asArray(policyTypes) : ['Ingress', ...asArray(egress).length > 0 ? ['Egress'] : []];
  return { selector, directions: new Set(types as Direction[]) };
}

export function isRefused(read: Isolation | Refusal): read is Refusal {
  return 'refusal' in read;
}

/** More of a value than somebody has mistyped. */
const MAX_SHOWN = 40;

function refusedTypes(types: unknown): string | undefined {
  const unknown = asArray(types).find((type) => !DIRECTIONS.includes(type));
  return unknown !== undefined ? `${JSON.stringify(textOf(unknown).slice(0, MAX_SHOWN))} in policyTypes is not Ingress or Egress` : notAList('policyTypes', types);
}

function refusedRules(field: string, rules: unknown, peers: 'from' | 'to'): string | undefined {
  for (const rule of asArray(rules).map(asObject)) {
    for (const { podSelector, namespaceSelector } of asArray(rule[peers]).map(asObject)) {
      if (!readSelector(podSelector) || !readSelector(namespaceSelector)) {
        return `a selector in \`${peers}\` is not a label selector`;
      }
    }
    const refusal = notAList(peers, rule[peers]);
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return notAList(field, rules);
}

function notAList(field: string, value: unknown): string | undefined {
  return isAbsent(value) || isArray(value) ? undefined : `${field} is not a list`;
}
