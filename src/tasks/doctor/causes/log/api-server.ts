import { CatalogedCause, SignMatch } from '../../cause';

/** The verbs in all lines about the same resource, with `watch` if the program watches its lists. */
function verbsOf({ facts, line, others }: SignMatch): string {
  const ofResource = others.map((other) => other.facts).filter(({ resource }) => resource === facts.resource);
  const verbs = [facts, ...ofResource].flatMap(({ verb }) => verb ?? []);
  const isWatched = [line, ...others.map((other) => other.line)].some(({ text }) => /\bwatch\b|reflector/i.test(text));
  return [...new Set([...verbs, ...isWatched && verbs.includes('list') ? ['watch'] : []])].join(',');
}

const ACCOUNT_AND_REQUEST = /User \\?"system:serviceaccount:(?<namespace>[^:"]+):(?<account>[^:"\\]+)\\?" cannot (?<verb>\w+) resource \\?"(?<resource>[^"\\]+)\\?"/;
const GROUP_AND_PLACE = /(?: in API group \\?"(?<group>[^"\\]*)\\?")?(?: (?:in the namespace \\?"(?<place>[^"\\]+)|at the (?<cluster>cluster scope)))?/;
const FORBIDDEN = new RegExp(ACCOUNT_AND_REQUEST.source + GROUP_AND_PLACE.source);

/** Requests of the program to the API server of Kubernetes. */
export const API_SERVER: readonly CatalogedCause[] = [
  {
    id: 'token-missing',
    title: 'the program needs a service account token, and none is mounted',
    why: 'Hardened pods have no token: most programs do not talk to the Kubernetes API.',
    signs: [
      {
        in: 'log',
        text: /(?:\/run\/secrets\/kubernetes\.io\/serviceaccount|serviceaccount\/token|in-cluster config|[Ss]ervice (?:account )?token file)/,
        weight: 79,
        when: ({ line }) => !/permission denied|EACCES/i.test(line.text)
          && /no such file|ENOENT|can't open|not found|does not exist|not exist|unable to load|cannot|NoSuchFile|must be defined|Errno 2/i.test(
            line.text,
          ),
      },
      // Client libraries without a token ask localhost.
      {
        in: 'log',
        text: /connection to the server localhost:8080 was refused|Get \\?"http:\/\/localhost:8080\/api|invalid configuration: no configuration has been provided/,
        weight: 76,
      },
      {
        in: 'log',
        text: /\b401\b|\bUnauthorized\b/,
        weight: 74,
        when: ({ line }) => /"kind": ?"Status"|kubernetes\.default|10\.96\.0\.1|KUBERNETES_SERVICE_HOST|serviceaccount|\/api\/v1\/(?:namespaces|pods|nodes)/.test(line.around
          ?? ''),
      },
      {
        in: 'log',
        text: /system:anonymous|the server has asked for the client to provide credentials|(?:kubernetes|apiserver|kube-apiserver|10\.96\.0\.1|kubernetes\.default)\S*.*\b(?:401|Unauthorized)\b/i,
        weight: 76,
      },
    ],
    fix: () => ({
      do: 'mount a token, and give its service account only the rights that it needs',
      typescript: 'serviceAccountToken: ServiceAccountToken.apiServer(),   // and serviceAccount: a ServiceAccount with a Role',
      yaml: 'serviceAccountName: NAME\nautomountServiceAccountToken: true',
      settings: 'exclude: [service-account-token]',
    }),
    example: { source: 'log', text: "cat: can't open '/var/run/secrets/kubernetes.io/serviceaccount/token': No such file or directory" },
  },
  {
    id: 'token-forbidden',
    title: 'the service account has no right for a request of the program to the API server',
    why: 'No Role or ClusterRole that is bound to it allows the request.',
    signs: [{ in: 'log', text: FORBIDDEN, weight: 79 }],
    fix: (found) => {
      const { namespace, account, resource, group = '', place = namespace, cluster } = found.facts;
      const verbs = verbsOf(found);
      const [base, subresource] = resource!.split('/');
      const named = `${base}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
      const [kind, scope] = cluster ? ['ClusterRole', ''] : ['Role', ` -n ${place}`];
      const create = `kubectl create ${kind.toLowerCase()}`;
      return {
        do: `bind a ${kind}: \`${create} ${account}-reads --verb=${verbs} --resource=${named}${scope}\` and \`${create}binding `
          + `${account}-reads --${kind.toLowerCase()}=${account}-reads `
          + `--serviceaccount=${namespace}:${account}${scope}\`${cluster
            ? '. If the program can be limited to its own namespace, set that, and bind a Role there'
            : ''}`,
        yaml: `# a ${kind} with rules: [{ apiGroups: ['${group}'], resources: [${resource}], verbs: [${verbs}] }], and its ${kind}Binding`,
      };
    },
    example: {
      source: 'log',
      text: 'pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource "pods" in API group "" in the namespace "shop"',
    },
  },
];
