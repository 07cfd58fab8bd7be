import { JsonObject } from '../../../../src/formats/manifest/json';
import { ingressTls } from '../../../../src/policy/controls/objects/ingress-tls';
import { found, violations } from '../support';

const ingress = (spec: unknown) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec });

test.each([{}, { tls: [] }, { tls: null }, { tls: 'text' }, null, 'text'])('refuses %j', (spec) => {
  expect(found(ingressTls, ingress(spec))).toEqual(['spec.tls']);
});

test.each([[[], []], ['text', 'text'], [null, undefined], [undefined, undefined]])('the value of a finding for %j is %j', (tls, value) => {
  expect(violations(ingressTls, ingress({ tls }))).toEqual([{ path: ['spec', 'tls'], value }]);
});

test.each([{ tls: [{ secretName: 'certificate' }] }, { tls: [{}] }])('accepts %j', (spec) => {
  expect(found(ingressTls, ingress(spec))).toEqual([]);
});

const hosts = (tls: readonly unknown[], ...rules: readonly unknown[]) => ingress({ tls, rules: rules.map((host) => ({ host })) });

test.each<[string, JsonObject]>([
  ['each host is named', hosts([{ hosts: ['a.example.com'] }, { hosts: ['b.example.com'] }], 'a.example.com', 'b.example.com')],
  ['a wildcard covers the host', hosts([{ hosts: ['*.example.com'] }], 'shop.example.com', '*.example.com')],
  ['an entry names no host', hosts([{ hosts: ['a.example.com'] }, { secretName: 'rest' }], 'b.example.com')],
  ['a rule has no host', hosts([{ hosts: ['a.example.com'] }], undefined, '')],
])('accepts an Ingress if %s', (_, object) => {
  expect(found(ingressTls, object)).toEqual([]);
});

test.each<[string, JsonObject]>([
  ['no entry names it', hosts([{ hosts: ['a.example.com'] }], 'a.example.com', 'b.example.com')],
  ['a wildcard stands for one label only', hosts([{ hosts: ['*.example.com'] }], 'a.example.com', 'a.b.example.com')],
  ['the wildcard is for a part of it', hosts([{ hosts: ['*.com'] }], 'a.com', 'example.org')],
])('refuses a host if %s', (_, object) => {
  expect(found(ingressTls, object)).toEqual(['spec.rules[1].host']);
});
