import { ingressSnippets } from '../../../../src/policy/controls/objects/ingress-snippets';
import { found } from '../support';

const ingress = (annotations: unknown) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { annotations } });

test.each([
  'nginx.ingress.kubernetes.io/server-snippet', 'nginx.ingress.kubernetes.io/configuration-snippet', 'nginx.ingress.kubernetes.io/auth-snippet',
  'nginx.ingress.kubernetes.io/modsecurity-snippet', 'nginx.org/server-snippets', 'nginx.org/location-snippets',
  'nginx.ingress.kubernetes.io/snippet', 'haproxy.org/backend-config-snippet', 'haproxy-ingress.github.io/config-backend', 'ingress.kubernetes.io/config-frontend',
  'zalando.org/skipper-filter', 'zalando.org/skipper-routes',
])('refuses %s', (name) => {
  expect(found(ingressSnippets, ingress({ [name]: 'x' }))).toEqual([`metadata.annotations["${name}"]`]);
});

test.each([
  { 'nginx.ingress.kubernetes.io/rewrite-target': '/' }, { 'example.com/server-snippet': 'x' }, { 'not-nginx.org/server-snippets': 'x' },
  { 'nginx.org/server-snippets-reviewed': 'x' }, { 'haproxy.org/timeout-server': '1s' }, { 'haproxy-ingress.github.io/config-x': 'x' }, { 'zalando.org/skipper-loadbalancer': 'x' }, { 'nginx.org/server-snippets': null }, null, 'text',
])('accepts %j', (annotations) => {
  expect(found(ingressSnippets, ingress(annotations))).toEqual([]);
});
