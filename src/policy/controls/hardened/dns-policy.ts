import { asArray, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { celMatches, SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, both, everyEntry } from '../violations';

const NAMESERVERS = ['dnsConfig', 'nameservers'];
const SEARCHES = ['dnsConfig', 'searches'];
const OF_CLUSTER = /^(?:[^.]*\.?|(?:[a-z0-9-]+\.){0,9}cluster\.local\.?|(?:[a-z0-9-]+\.){1,9}svc\.?)$/;

export const dnsPolicy: PodControl = {
  id: 'dns-policy',
  title: 'No custom DNS servers and domains',
  level: 'hardened',
  risk: 'low',
  why: 'A pod with its own name servers bypasses the DNS policies and logs of the cluster, and can send data out in its queries.',
  remedy: 'remove it',
  remedyInCode: 'remove `dns.policy`, `dns.nameservers` and `dns.searches`',
  spec: {
    rules: [
      { fields: ['spec.dnsPolicy'], allowed: 'anything but None' },
      { fields: ['spec.dnsConfig.nameservers[*]'], allowed: 'none, because the name server decides where the pod connects to' },
      {
        fields: ['spec.dnsConfig.searches[*]'],
        allowed: 'domains of the cluster (cluster.local, svc), because the owner of another domain answers queries for short names',
      },
    ],
    notes: ['This is a warning, because node-local caches and split DNS need it.'],
  },
  admission: [
    { each: 'pod', violates: `${SPEC}.?dnsPolicy.orValue('') == 'None'`, value: '\'None\'' },
    { each: 'pod', in: `${SPEC}.?dnsConfig.?searches.orValue([])`, violates: `!${celMatches('it', OF_CLUSTER)}`, value: 'it' },
    { each: 'pod', in: `${SPEC}.?dnsConfig.?nameservers.orValue([])`, violates: 'true', value: 'it' },
  ],
  reads: { needs: ['spec.dnsPolicy', 'spec.dnsConfig'] },
  checks: always(ownServers),
};

function ownServers(pod: PodView): Found {
  const servers = everyEntry(asArray(read(pod.json, NAMESERVERS)), (_, index) => at(pod, [...NAMESERVERS, index]));
  const domains = everyEntry(asArray(read(pod.json, SEARCHES)), (domain, index) => typeof domain === 'string' && !OF_CLUSTER.test(domain)
    ? at(pod, [...SEARCHES, index], 'the owner of the domain answers queries for names without a dot')
    : undefined);
  return both(pod.json.dnsPolicy === 'None' ? at(pod, ['dnsPolicy']) : undefined, both(servers, domains));
}
