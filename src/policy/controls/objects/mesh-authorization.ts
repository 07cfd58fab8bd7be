import { asArray, asObject, isAbsent, isObject } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

const CONDITIONS = ['from', 'to', 'when'];

export const meshAuthorization: ObjectControl = {
  id: 'mesh-authorization',
  title: 'No rule of the service mesh for everyone',
  level: 'hardened',
  risk: 'medium',
  why: 'The proxy allows every request, even without an identity, so an attacker who can reach a pod in the network can use the service.',
  remedy: 'list the callers in `from`, by `principals` or `namespaces`, and the allowed operations in `to`',
  spec: {
    rules: [{
      fields: ['spec.rules[*] of an AuthorizationPolicy (Istio) whose spec.action is ALLOW or undefined'],
      allowed: 'with from, to or when',
    }],
    sources: [
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
      'https://istio.io/latest/docs/concepts/security/#allow-nothing-deny-all-and-allow-all-policy',
    ],
  },
  kinds: ['security.istio.io/AuthorizationPolicy'],
  checkObject: ({ spec }) => {
    const { action, rules } = asObject(spec);
    return listOf(isAbsent(action) || action === 'ALLOW' ? everyEntry(asArray(rules), (rule, index) => allowsAll(rule)
      ? {
        path: ['spec', 'rules', index],
        value: rule,
        allowKey: 'every request',
        detail: 'it allows every request',
      } : undefined) : undefined);
  },
};

function allowsAll(rule: unknown): boolean {
  return isObject(rule) && CONDITIONS.every((condition) => asArray(rule[condition]).length === 0);
}
