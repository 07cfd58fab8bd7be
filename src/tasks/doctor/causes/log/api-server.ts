import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause, SignMatch } from '../../cause';

/** The verbs in all lines about the same resource, with `watch` if the program watches its lists. */
function verbsOf({ facts, line, others }: SignMatch): string {
  const ofResource = others.map((other) => other.facts).filter(({ resource }) => resource === facts.resource);
  const verbs = [facts, ...ofResource].flatMap(({ verb }) => verb ?? []);
  const isWatched = [line, ...others.map((other) => other.line)].some(({ text }) => /\bwatch\b|reflector/i.test(text));
  return [...new Set([...verbs, ...isWatched && verbs.includes('list') ? ['watch'] : []])].join(',');
}

const ACCOUNT_AND_REQUEST = sequence([
  /User \\?"system:serviceaccount:(?<namespace>[^:"]+):(?<account>[^:"\\]+)\\?"/,
  / cannot (?<verb>\w+) resource \\?"(?<resource>[^"\\]+)\\?"/,
]);
const GROUP_AND_PLACE = sequence([
  /(?: in API group \\?"(?<group>[^"\\]*)\\?")?/,
  /(?: (?:in the namespace \\?"(?<place>[^"\\]+)|at the (?<cluster>cluster scope)))?/,
]);
const FORBIDDEN = new RegExp(ACCOUNT_AND_REQUEST.source + GROUP_AND_PLACE.source);

/** The token is missing, or cannot be found. */
const IS_MISSING = alternatives([
  /no such file/, // No such file or directory
  /ENOENT/, // ENOENT
  /can't open/, // cat: can't open the token
  /not found/, // the token was not found
  /does not exist/, // Service token file does not exist
  /not exist/, // the token did not exist
  /unable to load/, // unable to load in-cluster configuration
  /cannot/, // cannot read the token
  /NoSuchFile/, // java.nio.file.NoSuchFileException
  /must be defined/, // KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined
  /Errno 2/, // [Errno 2] No such file or directory
], 'i');

const ABOUT_API_SERVER = alternatives([
  /"kind": ?"Status"/, // {"kind":"Status","code":401}
  /kubernetes\.default/, // GET https://kubernetes.default.svc/api
  /10\.96\.0\.1/, // GET https://10.96.0.1:443/api
  /KUBERNETES_SERVICE_HOST/, // using KUBERNETES_SERVICE_HOST
  /serviceaccount/, // reading /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
  /\/api\/v1\/(?:namespaces|pods|nodes)/, // GET /api/v1/namespaces/shop/pods
]);

/** Requests of the program to the API server of Kubernetes. */
export const API_SERVER: readonly CatalogedCause[] = [
  {
    id: 'token-missing',
    title: 'the program needs a service account token, and none is mounted',
    why: 'Hardened pods have no token, because most programs do not use the Kubernetes API.',
    signs: [
      {
        in: 'log',
        text: alternatives([
          /\/run\/secrets\/kubernetes\.io\/serviceaccount/, // open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file
          /serviceaccount\/token/, // open serviceaccount/token: no such file or directory
          /in-cluster config/, // unable to load in-cluster configuration
          /[Ss]ervice (?:account )?token file/, // Service token file does not exist
        ]),
        weight: 79,
        when: ({ line }) => !/permission denied|EACCES/i.test(line.text) && IS_MISSING.test(line.text),
      },
      // Client libraries without a token ask localhost.
      {
        in: 'log',
        text: alternatives([
          /connection to the server localhost:8080 was refused/, // The connection to the server localhost:8080 was refused
          /Get \\?"http:\/\/localhost:8080\/api/, // Get "http://localhost:8080/api?timeout=32s"
          /invalid configuration: no configuration has been provided/, // error: invalid configuration: no configuration has been provided
        ]),
        weight: 76,
      },
      {
        in: 'log',
        text: /\b401\b|\bUnauthorized\b/,
        weight: 74,
        when: ({ line }) => ABOUT_API_SERVER.test(line.around ?? ''),
      },
      {
        in: 'log',
        text: alternatives([
          /system:anonymous/, // User "system:anonymous" cannot list resource "pods"
          /the server has asked for the client to provide credentials/, // error: the server has asked for the client to provide credentials
          // GET https://kubernetes.default.svc/api: 401 Unauthorized
          /(?:kubernetes|apiserver|kube-apiserver|10\.96\.0\.1|kubernetes\.default)\S*.*\b(?:401|Unauthorized)\b/,
        ], 'i'),
        weight: 76,
      },
    ],
    fix: () => ({
      do: 'mount a token, and give its service account only the rights that it needs',
      typescript: 'serviceAccountToken: ServiceAccountToken.apiServer(),   // and serviceAccount: a ServiceAccount with a Role',
      yaml: 'serviceAccountName: NAME\nautomountServiceAccountToken: true',
      settings: 'keep: [service-account-token]',
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
