import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { Found } from '../check';
import { ObjectControl } from '../control';
import { everyEntry, listOf } from '../violations';

export const ingressTls: ObjectControl = {
  id: 'ingress-tls',
  title: 'TLS for every Ingress',
  level: 'hardened',
  risk: 'medium',
  why: 'Without TLS, everyone on the network path can read and change the data of users, including passwords.',
  remedy: 'write `spec.tls` with all hosts and the Secret of their certificate; waive it if a load balancer before the Ingress terminates '
    + 'TLS',
  remedyInCode: 'call `addTls` with all hosts and the `Secret` of their certificate; waive it if a load balancer before the Ingress '
    + 'terminates TLS',
  spec: {
    rules: [
      { fields: ['spec.tls of an Ingress'], allowed: 'a list with an entry' },
      {
        fields: ['spec.rules[*].host of an Ingress'],
        allowed: 'a host in spec.tls[*].hosts, or a host that a wildcard there matches; any host if an entry of spec.tls does not list '
          + 'hosts',
      },
    ],
    notes: ['A rule without a host, and the default backend, are not compared with the hosts of spec.tls.'],
  },
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  checkObject: ({ spec }) => {
    const { tls, rules } = asObject(spec);
    return listOf(asArray(tls).length === 0
      ? { path: ['spec', 'tls'], value: tls ?? undefined }
      : hostsWithout(asArray(tls), asArray(rules)));
  },
};

function hostsWithout(tls: readonly unknown[], rules: readonly unknown[]): Found {
  const lists = tls.map((entry) => asArray(asObject(entry).hosts));
  // An entry without a host applies to all hosts.
  return lists.some(({ length }) => length === 0) ? undefined : everyEntry(rules.map(asObject), withoutTls(new Set(lists.flat())));
}

function withoutTls(hosts: ReadonlySet<unknown>): (rule: JsonObject, index: number) => Found {
  return ({ host: value }, index) => {
    const host = asString(value) ?? '';
    // A wildcard in `hosts` matches exactly one label.
    return host === '' || hosts.has(host) || hosts.has(host.replace(/[^.]+/, '*')) ? undefined
      : { path: ['spec', 'rules', index, 'host'], value: host, detail: 'this host is not in an entry of `spec.tls`' };
  };
}
