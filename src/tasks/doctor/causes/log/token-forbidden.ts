import { Cause } from '../../cause';

export const tokenForbidden: Cause = {
  id: 'token-forbidden',
  title: 'the service account has no right for a request of the program to the API server',
  why: 'No Role or ClusterRole that is bound to it allows the request.',
  signs: [{ in: 'log', text: /User \\?"system:serviceaccount:(?<namespace>[^:"]+):(?<account>[^:"\\]+)\\?" cannot (?<verb>\w+) resource \\?"(?<resource>[^"\\]+)/, weight: 79 }],
  fix: ({ facts }) => ({
    do: `bind a Role: \`kubectl create role ${facts.account}-reads --verb=${facts.verb} --resource=${facts.resource} -n ${facts.namespace}\` and \`kubectl create rolebinding ${facts.account}-reads --role=${facts.account}-reads --serviceaccount=${facts.namespace}:${facts.account} -n ${facts.namespace}\``,
    yaml: `# a Role with rules: [{ apiGroups: [''], resources: [${facts.resource}], verbs: [${facts.verb}] }], and its RoleBinding`,
  }),
  example: { source: 'log', text: 'pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource "pods" in API group "" in the namespace "shop"' },
};
