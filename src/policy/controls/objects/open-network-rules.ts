import { asArray, asObject, isAbsent, isObject, JsonObject } from '../../../formats/manifest/json';
import { ObjectSetting, settingsControl } from '../object-settings';

const CILIUM = {
  product: 'Cilium',
  kinds: ['cilium.io/CiliumNetworkPolicy', 'cilium.io/CiliumClusterwideNetworkPolicy'],
  source: 'https://docs.cilium.io/en/stable/security/policy/language/#entities-based',
};
const CALICO = {
  product: 'Calico',
  kinds: ['crd.projectcalico.org', 'projectcalico.org'].flatMap((group) => [`${group}/NetworkPolicy`, `${group}/GlobalNetworkPolicy`]),
  source: 'https://docs.tigera.io/calico/latest/reference/resources/networkpolicy',
};
const EVERYBODY = ['all', 'world'];
const ANYWHERE = ['0.0.0.0/0', '::/0'];
const RULE_OF_ALL = { bad: { fromEntities: ['all'] }, good: { fromEntities: ['cluster', 'host'] } };
const TO_ALL = { bad: { toEntities: ['world'] }, good: { toEntities: ['world'], toPorts: [{ ports: [{ port: '443' }] }] } };

const opens = (entities: string, ranges: string) => (value: unknown) => {
  const rule = asObject(value);
  return asArray(rule.toPorts).length === 0 && isAbsent(rule.icmps)
    && (asArray(rule[entities]).some((each) => EVERYBODY.includes(each as string))
      || asArray(rule[ranges]).some((each) => ANYWHERE.includes(each as string)));
};

/** A rule of Calico that allows everything has no conditions. */
const allows = (value: unknown) => isObject(value) && value.action === 'Allow'
  && [
    'source',
    'destination',
  ].every((side) => Object.keys(asObject(value[side])).length === 0) && isAbsent(value.protocol) && isAbsent(value.http);

const isForIngress = ({ policyTypes }: JsonObject) => asArray(policyTypes).length === 0 || asArray(policyTypes).includes('Ingress');

const ROWS: readonly ObjectSetting[] = [
  {
    product: 'Kubernetes',
    kinds: ['networking.k8s.io/NetworkPolicy'],
    field: 'spec.ingress[*]',
    unsafe: (value, { spec }) => isObject(value) && isForIngress(asObject(spec)) && asArray(value.from).length === 0
      && asArray(value.ports).length === 0,
    allowed: 'with from or ports',
    risk: 'low',
    effect: 'everyone may connect to every port',
    source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic',
    example: { bad: {}, good: { ports: [{ port: 8080 }] } },
  },
  ...['spec.ingress[*]', 'specs[*].ingress[*]'].map((field): ObjectSetting => ({
    ...CILIUM,
    field,
    unsafe: opens('fromEntities', 'fromCIDR'),
    allowed: 'fromEntities without all and world, and no range for everyone, unless with toPorts',
    risk: 'low',
    effect: 'everyone may connect to every port',
    example: RULE_OF_ALL,
  })),
  ...['spec.egress[*]', 'specs[*].egress[*]'].map((field): ObjectSetting => ({
    ...CILIUM,
    field,
    unsafe: opens('toEntities', 'toCIDR'),
    allowed: 'toEntities without all and world, and no range for everything, unless with toPorts',
    risk: 'medium',
    effect: 'the pods may connect to everything, also to the metadata server of the cloud',
    example: TO_ALL,
  })),
  {
    ...CALICO,
    field: 'spec.ingress[*]',
    unsafe: allows,
    allowed: 'Allow with a source, a destination or a protocol',
    risk: 'low',
    effect: 'everyone may connect to every port',
    example: { bad: { action: 'Allow' }, good: { action: 'Allow', source: { selector: 'app == "web"' } } },
  },
  {
    ...CALICO,
    field: 'spec.egress[*]',
    unsafe: allows,
    allowed: 'Allow with a source, a destination or a protocol',
    risk: 'medium',
    effect: 'the pods may connect to everything, also to the metadata server of the cloud',
    example: { bad: { action: 'Allow' }, good: { action: 'Deny' } },
  },
  {
    product: 'Consul',
    kinds: ['consul.hashicorp.com/ServiceIntentions'],
    field: 'spec.sources[*]',
    unsafe: (value) => asObject(value).name === '*' && asObject(value).action === 'allow',
    allowed: 'allow for named services',
    risk: 'medium',
    effect: 'every service of the mesh may call it',
    source: 'https://developer.hashicorp.com/consul/docs/secure-mesh/intention',
    example: { bad: { name: '*', action: 'allow' }, good: { name: '*', action: 'deny' } },
  },
];

export const openNetworkRules = settingsControl({
  id: 'open-network-rules',
  title: 'No network rule for everyone',
  why: 'Policies add up: the rule cancels what the other policies of the same pods forbid.',
  remedy: 'name the peers or the ports',
  notes: ['The control metadata-egress reports outgoing rules of NetworkPolicies.'],
}, ROWS);
