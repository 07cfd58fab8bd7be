import { Cause, Found } from '../../cause';

/** What the program asked for: the verbs of all lines about the same resource, and a watch where it lists to watch. */
function verbsOf({ facts, line, others }: Found): string {
  const ofResource = others.map((other) => other.facts).filter(({ resource }) => resource === facts.resource);
  const verbs = [facts, ...ofResource].flatMap(({ verb }) => verb ?? []);
  const isWatched = [line, ...others.map((other) => other.line)].some(({ text }) => /\bwatch\b|reflector/i.test(text));
  return [...new Set([...verbs, ...isWatched && verbs.includes('list') ? ['watch'] : []])].join(',');
}

export const tokenForbidden: Cause = {
  id: 'token-forbidden',
  title: 'the service account has no right for a request of the program to the API server',
  why: 'No Role or ClusterRole that is bound to it allows the request.',
  signs: [{ in: 'log', text: /User \\?"system:serviceaccount:(?<namespace>[^:"]+):(?<account>[^:"\\]+)\\?" cannot (?<verb>\w+) resource \\?"(?<resource>[^"\\]+)\\?"(?: in API group \\?"(?<group>[^"\\]*)\\?")?(?: (?:in the namespace \\?"(?<place>[^"\\]+)|at the (?<cluster>cluster scope)))?/, weight: 79 }],
  fix: (found) => {
    const { namespace, account, resource, group = '', place = namespace, cluster } = found.facts;
    const verbs = verbsOf(found);
    const [base, subresource] = resource!.split('/');
    const named = `${base}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
    const [kind, scope] = cluster ? ['ClusterRole', ''] : ['Role', ` -n ${place}`];
    const create = `kubectl create ${kind.toLowerCase()}`;
    return {
      do: `bind a ${kind}: \`${create} ${account}-reads --verb=${verbs} --resource=${named}${scope}\` and \`${create}binding ${account}-reads --${kind.toLowerCase()}=${account}-reads --serviceaccount=${namespace}:${account}${scope}\`${cluster ? '. If the program can be limited to its own namespace, set that, and bind a Role there' : ''}`,
      yaml: `# a ${kind} with rules: [{ apiGroups: ['${group}'], resources: [${resource}], verbs: [${verbs}] }], and its ${kind}Binding`,
    };
  },
  example: { source: 'log', text: 'pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource "pods" in API group "" in the namespace "shop"' },
};
