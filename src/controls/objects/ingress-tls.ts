import { asArray, asObject } from '../../manifest/json';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const ingressTls: ObjectControl = {
  id: 'ingress-tls',
  title: 'TLS for every Ingress',
  level: 'hardened',
  severity: 'warning',
  why: 'Without TLS everybody on the way reads and changes what users send, passwords too.',
  remedy: 'write `spec.tls` with the hosts and the Secret of their certificate; waive it where a load balancer in front ends TLS',
  spec: { rules: [{ fields: ['spec.tls of an Ingress'], allowed: 'a list with an entry' }] },
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  checkObject: ({ spec }) => {
    const { tls } = asObject(spec);
    return listOf(asArray(tls).length === 0 ? { path: ['spec', 'tls'], value: tls ?? undefined } : undefined);
  },
};
