import { ingressTls } from '../../../src/controls/objects/ingress-tls';
import { found } from '../support';

const ingress = (spec: unknown) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec });

test.each([{}, { tls: [] }, { tls: null }, { tls: 'text' }, null, 'text'])('refuses %j', (spec) => {
  expect(found(ingressTls, ingress(spec))).toEqual(['spec.tls']);
});

test.each([{ tls: [{ secretName: 'certificate' }] }, { tls: [{}] }])('accepts %j', (spec) => {
  expect(found(ingressTls, ingress(spec))).toEqual([]);
});
