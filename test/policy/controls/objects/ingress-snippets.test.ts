import { ingressSnippets } from '../../../../src/policy/controls/objects/ingress-snippets';
import { found } from '../support';

const ingress = (annotations: unknown) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations } });

test.each([
  'nginx.ingress.kubernetes.io/server-snippet', 'nginx.ingress.kubernetes.io/configuration-snippet', 'nginx.ingress.kubernetes.io/auth-snippet',
  'nginx.ingress.kubernetes.io/modsecurity-snippet', 'nginx.org/server-snippets', 'nginx.org/location-snippets',
  'nginx.ingress.kubernetes.io/snippet',
])('refuses %s', (name) => {
  expect(found(ingressSnippets, ingress({ [name]: 'x' }))).toEqual([`metadata.annotations["${name}"]`]);
});

test.each([
  { 'nginx.ingress.kubernetes.io/rewrite-target': '/' }, { 'example.com/server-snippet': 'x' }, { 'not-nginx.org/server-snippets': 'x' },
  { 'nginx.org/server-snippets-reviewed': 'x' }, { 'nginx.org/server-snippets': null }, null, 'text',
])('accepts %j', (annotations) => {
  expect(found(ingressSnippets, ingress(annotations))).toEqual([]);
});
