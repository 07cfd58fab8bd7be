import { Cause } from '../../cause';

export const requestForbidden: Cause = {
  id: 'request-forbidden',
  title: 'the user or service account may not do this',
  why: 'No Role or ClusterRole that is bound to it allows the request.',
  signs: [{ in: 'refusal', text: /User "(?<user>[^"]+)" cannot (?<verb>\w+) resource "(?<resource>[^"]+)"/ }],
  fix: ({ facts }) => ({ do: `bind a Role to ${facts.user} that allows ${facts.verb} on ${facts.resource}, or use another user` }),
  example: { source: 'refusal', text: 'pods is forbidden: User "jane" cannot create resource "pods" in API group "" in the namespace "shop"' },
};
