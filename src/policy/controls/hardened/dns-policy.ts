import { asArray, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, both, everyEntry } from '../violations';

const NAMESERVERS = ['dnsConfig', 'nameservers'];

export const dnsPolicy: PodControl = {
  id: 'dns-policy',
  title: 'No custom DNS servers',
  level: 'hardened',
  risk: 'low',
  why: 'A pod with its own name servers evades the DNS policies and logs of the cluster, and can send data out in its queries.',
  remedy: 'remove it',
  remedyInCode: 'remove `dns.policy` and `dns.nameservers`',
  spec: {
    rules: [
      { fields: ['spec.dnsPolicy'], allowed: 'anything but None' },
      { fields: ['spec.dnsConfig.nameservers[*]'], allowed: 'none: whoever answers decides where the pod connects to' },
    ],
    notes: ['A warning, since node-local caches and split DNS need it.'],
  },
  admission: [
    { each: 'pod', violates: `${SPEC}.?dnsPolicy.orValue('') == 'None'`, value: '\'None\'' },
    { each: 'pod', in: `${SPEC}.?dnsConfig.?nameservers.orValue([])`, violates: 'true', value: 'it' },
  ],
  reads: { needs: ['spec.dnsPolicy', 'spec.dnsConfig'] },
  checks: always(ownServers),
};

function ownServers(pod: PodView): Found {
  const servers = everyEntry(asArray(read(pod.json, NAMESERVERS)), (_, index) => at(pod, [...NAMESERVERS, index]));
  return both(pod.json.dnsPolicy === 'None' ? at(pod, ['dnsPolicy']) : undefined, servers);
}
