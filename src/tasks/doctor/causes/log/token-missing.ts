import { Cause } from '../../cause';

export const tokenMissing: Cause = {
  id: 'token-missing',
  title: 'the program needs a service account token, and none is mounted',
  why: 'Hardened pods have no token: most programs do not talk to the Kubernetes API.',
  signs: [
    { in: 'log', text: /(?:\/run\/secrets\/kubernetes\.io\/serviceaccount|serviceaccount\/token|in-cluster config|[Ss]ervice (?:account )?token file)/, weight: 79, when: ({ line }) => !/permission denied|EACCES/i.test(line.text) && /no such file|ENOENT|can't open|not found|does not exist|not exist|unable to load|cannot|NoSuchFile|must be defined|Errno 2/i.test(line.text) },
    // Client libraries without a token ask localhost.
    { in: 'log', text: /connection to the server localhost:8080 was refused|Get \\?"http:\/\/localhost:8080\/api|invalid configuration: no configuration has been provided/, weight: 76 },
    { in: 'log', text: /\b401\b|\bUnauthorized\b/, weight: 74, when: ({ line }) => /"kind": ?"Status"|kubernetes\.default|10\.96\.0\.1|KUBERNETES_SERVICE_HOST|serviceaccount|\/api\/v1\/(?:namespaces|pods|nodes)/.test(line.around ?? '') },
    { in: 'log', text: /system:anonymous|the server has asked for the client to provide credentials|(?:kubernetes|apiserver|kube-apiserver|10\.96\.0\.1|kubernetes\.default)\S*.*\b(?:401|Unauthorized)\b/i, weight: 76 },
  ],
  fix: () => ({
    do: 'mount a token, and give its service account only the rights that it needs',
    typescript: 'serviceAccountToken: ServiceAccountToken.forApiServer(),   // and serviceAccount: a ServiceAccount with a Role',
    yaml: 'serviceAccountName: NAME\nautomountServiceAccountToken: true',
    settings: 'exclude: [service-account-token]',
  }),
  example: { source: 'log', text: "cat: can't open '/var/run/secrets/kubernetes.io/serviceaccount/token': No such file or directory" },
};
