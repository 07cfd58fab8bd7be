import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { Violations } from '../check';
import { ObjectControl } from '../control';

const TYPES: readonly unknown[] = ['NodePort', 'LoadBalancer'];

export const exposedService: ObjectControl = {
  id: 'exposed-service',
  title: 'No Service that is exposed outside the cluster',
  level: 'hardened',
  risk: 'medium',
  why: 'The port is open to everyone who can reach a node or the load balancer, without the TLS and authentication of an Ingress or a '
    + 'Gateway. `externalIPs` can intercept traffic to other addresses.',
  remedy: 'write `type: ClusterIP`, and an Ingress or a Gateway for public endpoints',
  remedyInCode: 'set `type: ServiceType.CLUSTER_IP`, and use an `Ingress` for public endpoints',
  spec: {
    rules: [
      { fields: ['spec.type of a Service'], allowed: 'ClusterIP, ExternalName, undefined; LoadBalancer with loadBalancerSourceRanges' },
      { fields: ['spec.externalIPs of a Service'], allowed: 'undefined, []' },
    ],
    sources: ['https://nvd.nist.gov/vuln/detail/CVE-2020-8554'],
  },
  kinds: ['/Service'],
  checkObject,
};

function checkObject({ spec }: JsonObject): Violations {
  const { type, externalIPs, loadBalancerSourceRanges } = asObject(spec);
  const isLimited = type === 'LoadBalancer' && asArray(loadBalancerSourceRanges).length > 0;
  return [
    ...TYPES.includes(type) && !isLimited ? [{ path: ['spec', 'type'], value: type }] : [],
    ...asArray(externalIPs).length > 0 ? [{ path: ['spec', 'externalIPs'], value: externalIPs, remedy: 'remove `externalIPs`' }] : [],
  ];
}
