import { asArray, asObject, asString, isAbsent, isObject } from '../../../formats/manifest/json';
import { ObjectSetting, settingsControl } from '../object-settings';

const PROJECT = {
  product: 'Argo CD',
  kinds: ['argoproj.io/AppProject'],
  risk: 'medium',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
} as const;
const STAR = { unsafe: /^\*$/, allowed: 'names' };
const TO_KUBE_SYSTEM = 'applications of the project can deploy to every namespace, also kube-system and the namespace of Argo CD';
const REFLECTED = 'reflector.v1.k8s.emberstack.com/reflection-allowed';
const GATEWAY = 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/';
const FLUX = 'https://fluxcd.io/flux/installation/configuration/multitenancy/';

/** A source of another namespace. The namespace of Flux itself belongs to the administrators. */
const isForeign = (value: unknown, own: unknown) =>
  typeof value === 'string' && value !== 'flux-system' && own !== undefined && value !== own;

const ROWS: readonly ObjectSetting[] = [
  {
    ...PROJECT,
    field: 'spec.destinations[*]',
    unsafe: (value) => asObject(value).namespace === '*',
    allowed: 'namespaces other than "*"',
    effect: TO_KUBE_SYSTEM,
    example: {
      bad: { server: 'https://kubernetes.default.svc', namespace: '*' },
      good: { server: 'https://kubernetes.default.svc', namespace: 'shop-*' },
    },
  },
  {
    ...PROJECT,
    ...STAR,
    field: 'spec.sourceRepos[*]',
    effect: 'any repository is deployed',
    example: {
      bad: '*',
      good: 'https://git.example.com/shop',
    },
  },
  {
    ...PROJECT,
    field: 'spec.clusterResourceWhitelist[*]',
    unsafe: (value) => asObject(value).group === '*' && asObject(value).kind === '*',
    allowed: 'single kinds',
    effect: 'applications of the project can create every cluster-scoped kind, such as ClusterRoleBindings',
    example: { bad: { group: '*', kind: '*' }, good: { group: '', kind: 'Namespace' } },
  },
  {
    ...PROJECT,
    ...STAR,
    field: 'spec.sourceNamespaces[*]',
    effect: 'every namespace can add applications to the project',
    example: {
      bad: '*',
      good: 'shop',
    },
  },
  {
    product: 'Argo CD',
    kinds: ['argoproj.io/ApplicationSet'],
    field: 'spec.template.spec.project',
    unsafe: /\{\{/,
    allowed: 'a name without a template',
    risk: 'medium',
    effect: 'a user who can write the data of its generators chooses the project and its permissions',
    source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Security/',
    example: { bad: '{{ .project }}', good: 'shop' },
  },
  ...([
    ['kustomize.toolkit.fluxcd.io/Kustomization', 'spec.sourceRef.namespace'],
    ['helm.toolkit.fluxcd.io/HelmRelease', 'spec.chart.spec.sourceRef.namespace'],
    ['helm.toolkit.fluxcd.io/HelmRelease', 'spec.chartRef.namespace'],
    ['image.toolkit.fluxcd.io/ImagePolicy', 'spec.imageRepositoryRef.namespace'],
  ] as const).map(([kind, field]): ObjectSetting => ({
    product: 'Flux',
    kinds: [kind],
    field,
    unsafe: (value, { metadata }) => isForeign(value, asObject(metadata).namespace),
    allowed: 'its own namespace, flux-system, undefined',
    risk: 'low',
    effect: 'the owners of that namespace choose the objects that are deployed here',
    source: FLUX,
    example: { bad: 'team-b', good: 'flux-system', beside: { metadata: { name: 'web', namespace: 'team-a' } } },
  })),
  {
    product: 'External Secrets',
    kinds: ['external-secrets.io/ClusterSecretStore'],
    field: 'spec.conditions',
    unsafe: (value) => asArray(value).length === 0,
    allowed: 'conditions with namespaces or a namespaceSelector',
    risk: 'medium',
    effect: 'every namespace can read every secret that the store can read',
    source: 'https://external-secrets.io/latest/guides/security-best-practices/',
    example: { bad: undefined, good: [{ namespaces: ['shop'] }] },
  },
  ...['spec.namespaceSelector', 'spec.namespaceSelectors[*]'].map((field): ObjectSetting => ({
    product: 'External Secrets',
    kinds: ['external-secrets.io/ClusterExternalSecret'],
    field,
    unsafe: (value) => isObject(value) && Object.keys(value).length === 0,
    allowed: 'a selector with labels',
    risk: 'medium',
    effect: 'every namespace gets a copy of the Secret',
    source: 'https://external-secrets.io/latest/api/clusterexternalsecret/',
    example: { bad: {}, good: { matchLabels: { team: 'shop' } } },
  })),
  {
    product: 'Reflector',
    kinds: ['/Secret'],
    field: `metadata.annotations[${REFLECTED}]`,
    unsafe: (value, { metadata }) => value === 'true'
      && (asString(asObject(asObject(metadata).annotations)[`${REFLECTED}-namespaces`]) ?? '') === '',
    allowed: '"true" with names in reflection-allowed-namespaces',
    risk: 'medium',
    effect: 'every namespace can copy the Secret',
    source: 'https://github.com/emberstack/kubernetes-reflector#usage',
    example: { bad: 'true', good: 'false' },
  },
  {
    product: 'Sealed Secrets',
    kinds: ['bitnami.com/SealedSecret'],
    field: 'metadata.annotations[sealedsecrets.bitnami.com/cluster-wide]',
    unsafe: /^true$/,
    allowed: 'undefined',
    risk: 'low',
    effect: 'a user who can create a SealedSecret in any namespace can read it there',
    source: 'https://github.com/bitnami-labs/sealed-secrets#scopes',
    example: { bad: 'true', good: 'false' },
  },
  {
    product: 'Gateway API',
    kinds: ['gateway.networking.k8s.io/ReferenceGrant'],
    field: 'spec.to[*]',
    unsafe: (value) => asObject(value).kind === 'Secret' && isAbsent(asObject(value).name),
    allowed: 'Secrets by name',
    risk: 'medium',
    effect: 'the other namespace can use every Secret in this namespace',
    source: GATEWAY,
    example: { bad: { group: '', kind: 'Secret' }, good: { group: '', kind: 'Secret', name: 'web-tls' } },
  },
  {
    product: 'Contour',
    kinds: ['projectcontour.io/TLSCertificateDelegation'],
    field: 'spec.delegations[*].targetNamespaces[*]',
    ...STAR,
    risk: 'medium',
    effect: 'every namespace can use the certificate',
    source: 'https://projectcontour.io/docs/main/config/tls-delegation/',
    example: { bad: '*', good: 'shop' },
  },
  {
    product: 'Tekton',
    kinds: ['triggers.tekton.dev/EventListener'],
    field: 'spec.triggers[*]',
    unsafe: (value) => isObject(value) && asArray(value.interceptors).length === 0 && isAbsent(value.triggerRef),
    allowed: 'with interceptors',
    risk: 'medium',
    effect: 'anyone who can reach the listener can start pipelines, because the sender of an event is not verified',
    source: 'https://tekton.dev/docs/triggers/interceptors/',
    example: { bad: { template: { ref: 'build' } }, good: { template: { ref: 'build' }, interceptors: [{ ref: { name: 'github' } }] } },
  },
];

export const deliveryScope = settingsControl({
  id: 'delivery-scope',
  title: 'Delivery and secrets for named namespaces only',
  why: 'A user who controls one namespace or repository gets access to others, with the permissions of the delivery tool or the secret '
    + 'store.',
  remedy: 'list the namespaces, repositories, kinds or Secrets that it applies to',
}, ROWS);
