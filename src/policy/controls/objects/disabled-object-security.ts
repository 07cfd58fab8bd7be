import { asObject, JsonObject } from '../../../formats/manifest/json';
import { ObjectSetting, settingsControl } from '../object-settings';

const UNVERIFIED = {
  unsafe: /^true$/,
  allowed: 'false, undefined',
  risk: 'medium',
  effect: 'server certificates are not verified, so anyone on the network path can read and change the traffic',
  example: { bad: true, good: false },
} as const;
const OLD_TLS = { risk: 'medium', effect: 'TLS versions with known attacks are accepted' } as const;
const OVER_HTTP = {
  unsafe: /^http:\/\//,
  allowed: 'https, ssh or oci',
  risk: 'medium',
  effect: 'anyone on the network path can change the deployed objects',
  example: { bad: 'http://charts.example.com', good: 'https://charts.example.com' },
} as const;
const MONITORING = 'monitoring.coreos.com/';
const PROMETHEUS = {
  product: 'Prometheus Operator',
  source: 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.TLSConfig',
};
const TRAEFIK = (kind: string) => ['traefik.io', 'traefik.containo.us'].map((group) => `${group}/${kind}`);
const TRAEFIK_SOURCE = 'https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/';
const FLUX = (...kinds: readonly string[]) => ({
  product: 'Flux',
  kinds: kinds.map((kind) => `source.toolkit.fluxcd.io/${kind}`),
  source: 'https://fluxcd.io/flux/components/source/api/v1/',
});
const TRUE = { unsafe: /^true$/i, allowed: 'false, undefined', example: { bad: 'true', good: 'false' } };
const ARGO = {
  product: 'Argo CD',
  kinds: ['/ConfigMap'],
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/',
};
const ARGO_PARAMS = {
  ...ARGO,
  name: 'argocd-cmd-params-cm',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cmd-params-cm-yaml/',
};
const OF_REPOSITORY = /^repo(?:sitory|-creds)$/;
const isOfArgo = ({ metadata }: JsonObject) =>
  OF_REPOSITORY.test(String(asObject(asObject(metadata).labels)['argocd.argoproj.io/secret-type']));

const ROWS: readonly ObjectSetting[] = [
  ...([
    ['ServiceMonitor', 'spec.endpoints[*].tlsConfig'], ['PodMonitor', 'spec.podMetricsEndpoints[*].tlsConfig'], ['Probe', 'spec.tlsConfig'],
    ['ScrapeConfig', 'spec.tlsConfig'], ['Prometheus', 'spec.remoteWrite[*].tlsConfig'], ['Prometheus', 'spec.remoteRead[*].tlsConfig'],
  ] as const).map(([kind, field]): ObjectSetting => ({
    ...PROMETHEUS, ...UNVERIFIED, kinds: [MONITORING + kind], field: `${field}.insecureSkipVerify`, risk: 'low',
  })),
  { ...UNVERIFIED, product: 'Traefik', kinds: TRAEFIK('ServersTransport'), field: 'spec.insecureSkipVerify', source: TRAEFIK_SOURCE },
  {
    ...OLD_TLS,
    product: 'Traefik',
    kinds: TRAEFIK('TLSOption'),
    field: 'spec.minVersion',
    unsafe: /^VersionTLS1[01]$/,
    allowed: 'VersionTLS12, VersionTLS13, undefined',
    source: TRAEFIK_SOURCE,
    example: { bad: 'VersionTLS10', good: 'VersionTLS12' },
  },
  {
    ...UNVERIFIED,
    product: 'Istio',
    kinds: ['networking.istio.io/DestinationRule'],
    field: 'spec.trafficPolicy.tls.insecureSkipVerify',
    source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  },
  {
    ...OLD_TLS,
    product: 'Istio',
    kinds: ['networking.istio.io/Gateway'],
    field: 'spec.servers[*].tls.minProtocolVersion',
    unsafe: /^TLSV1_[01]$/,
    allowed: 'TLSV1_2, TLSV1_3, TLS_AUTO, undefined',
    source: 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSProtocol',
    example: { bad: 'TLSV1_0', good: 'TLSV1_2' },
  },
  {
    ...UNVERIFIED,
    product: 'cert-manager',
    kinds: ['cert-manager.io/Issuer', 'cert-manager.io/ClusterIssuer'],
    field: 'spec.acme.skipTLSVerify',
    source: 'https://cert-manager.io/docs/reference/api-docs/#acme.cert-manager.io/v1.ACMEIssuer',
  },
  { ...UNVERIFIED, ...FLUX('HelmRepository', 'OCIRepository', 'Bucket'), field: 'spec.insecure', effect: OVER_HTTP.effect },
  { ...OVER_HTTP, ...FLUX('HelmRepository', 'GitRepository'), field: 'spec.url' },
  ...['spec.source.repoURL', 'spec.sources[*].repoURL'].map((field): ObjectSetting => ({
    ...OVER_HTTP,
    product: 'Argo CD',
    kinds: ['argoproj.io/Application'],
    field,
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/',
  })),
  {
    ...UNVERIFIED,
    product: 'Argo CD',
    kinds: ['/Secret'],
    field: 'stringData.insecure',
    unsafe: (value, object) => value === 'true' && isOfArgo(object),
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories',
    example: {
      bad: 'true',
      good: 'false',
      beside: { metadata: { name: 'web', labels: { 'argocd.argoproj.io/secret-type': 'repository' } } },
    },
  },
  {
    ...ARGO,
    ...TRUE,
    name: 'argocd-cm',
    field: 'data[users.anonymous.enabled]',
    risk: 'medium',
    effect: 'everyone has access without a login',
  },
  {
    ...ARGO,
    name: 'argocd-cm',
    field: 'data[kustomize.buildOptions]',
    unsafe: /--enable-exec|--load-restrictor[= ]LoadRestrictionsNone/,
    allowed: 'without --enable-exec and LoadRestrictionsNone',
    risk: 'medium',
    effect: 'repositories can run programs, or read files, in the repository server',
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/',
    example: { bad: '--load-restrictor LoadRestrictionsNone', good: '--enable-helm' },
  },
  {
    ...ARGO,
    name: 'argocd-rbac-cm',
    field: 'data[policy.default]',
    unsafe: /^role:admin$/,
    allowed: 'role:readonly, another role, undefined',
    risk: 'high',
    effect: 'everyone who logs in can deploy anything',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/',
    example: { bad: 'role:admin', good: 'role:readonly' },
  },
  {
    ...ARGO_PARAMS,
    ...TRUE,
    field: 'data[server.disable.auth]',
    risk: 'critical',
    effect: 'everyone who can reach the server can deploy anything',
  },
  {
    ...ARGO_PARAMS,
    ...TRUE,
    field: 'data[server.insecure]',
    risk: 'low',
    effect: 'the server accepts passwords and tokens over HTTP from its proxy',
  },
  {
    ...ARGO_PARAMS,
    field: 'data[application.namespaces]',
    unsafe: /^\*$/,
    allowed: 'names of namespaces',
    risk: 'medium',
    effect: 'every namespace can contain applications, which act with the permissions of Argo CD',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/',
    example: { bad: '*', good: 'shop' },
  },
  {
    product: 'ingress-nginx',
    kinds: ['/ConfigMap'],
    name: 'ingress-nginx-controller',
    field: 'data[allow-snippet-annotations]',
    ...TRUE,
    risk: 'medium',
    effect: 'a user who can write an Ingress can write nginx configuration, and read the Secrets of the controller',
    source: 'https://github.com/kubernetes/kubernetes/issues/106519 (CVE-2021-25742)',
  },
  {
    ...TRUE,
    product: 'Velero',
    kinds: ['velero.io/BackupStorageLocation'],
    field: 'spec.config.insecureSkipTLSVerify',
    risk: 'medium',
    effect: UNVERIFIED.effect,
    source: 'https://velero.io/docs/main/self-signed-certificates/',
  },
  {
    ...TRUE,
    product: 'Grafana Operator',
    kinds: ['grafana.integreatly.org/Grafana'],
    field: 'spec.config[auth.anonymous].enabled',
    risk: 'low',
    effect: 'everyone who can reach the port can see the dashboards',
    source: 'https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/anonymous-auth/',
  },
  {
    product: 'ECK',
    kinds: ['elasticsearch.k8s.elastic.co/Elasticsearch'],
    field: 'spec.nodeSets[*].config[xpack.security.enabled]',
    unsafe: /^false$/,
    allowed: 'true, undefined',
    risk: 'medium',
    effect: 'everyone who can reach the port has access without a password',
    source: 'https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/security-settings',
    example: { bad: false, good: true },
  },
  {
    product: 'Strimzi',
    kinds: ['kafka.strimzi.io/Kafka'],
    field: 'spec.kafka.listeners[*]',
    unsafe: (value) => ![
      'internal',
      'cluster-ip',
      undefined,
    ].includes(asObject(value).type as string) && asObject(value).authentication === undefined,
    allowed: 'internal, or with authentication',
    risk: 'medium',
    effect: 'everyone outside the cluster who can reach the listener can read and write all topics',
    source: 'https://strimzi.io/docs/operators/latest/deploying#assembly-securing-access-str',
    example: {
      bad: { name: 'external', type: 'loadbalancer', tls: true },
      good: { name: 'external', type: 'route', authentication: { type: 'tls' } },
    },
  },
];

export const disabledObjectSecurity = settingsControl({
  id: 'disabled-object-security',
  title: 'No objects that disable security',
  why: 'The setting disables a protection of the program. It is often left over from development.',
  remedy: 'write an allowed value, and add the missing part, such as the certificate of the server\'s CA',
  remedyInCode: 'write an allowed value in the `data` of the ConfigMap or in the object',
}, ROWS);
