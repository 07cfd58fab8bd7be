import { ingressInjection } from '../../../../src/policy/controls/objects/ingress-injection';
import { found } from '../support';

const ingress = (fields: object) => found(ingressInjection, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', ...fields });
const annotated = (name: string, value: unknown) => ingress({ metadata: { annotations: { [`nginx.ingress.kubernetes.io/${name}`]: value } } });
const atPath = (path: unknown) => ingress({ spec: { rules: [{}, { http: { paths: [{ path }] } }] } });

test.each([
  ['auth-url', 'http://example.com/#;\nload_module test;'], ['auth-url', 'http://example.com/;proxy_pass http://a'], ['mirror-target', 'https://a}\n'],
  ['mirror-host', 'a;b'], ['auth-tls-match-cn', 'CN=abc #(\n){}\n }}\nssl_engine x;\n#'], ['auth-tls-match-cn', 'CN=a}'], ['permanent-redirect', 'https://a;lua_x'],
  ['rewrite-target', '/$1;\r\nreturn 200'], ['server-alias', 'a.example {'],
])('reports %s: %j', (name, value) => expect(annotated(name, value)).toEqual([`metadata.annotations["nginx.ingress.kubernetes.io/${name}"]`]));

test.each([
  ['auth-url', 'https://$host/oauth2/auth?rd=$escaped_request_uri'], ['auth-url', 'http://${service}/a'], ['auth-tls-match-cn', 'CN=web-[a-z]{2,8}(?:\\.example)?'],
  ['rewrite-target', '/$2'], ['cors-allow-origin', 'https://a.example, https://b.example'], ['configuration-snippet', 'return 1;'], ['proxy-cookie-path', '/ "/; Secure"'],
  ['auth-url', null], ['auth-url', 7], ['unknown', ';'],
])('accepts %s: %j', (name, value) => expect(annotated(name, value)).toEqual([]));

test('reads paths, which are put into locations', () => {
  expect(atPath('/a;{')).toEqual(['spec.rules[1].http.paths[0].path']);
  expect(atPath('/a\nb')).toEqual(['spec.rules[1].http.paths[0].path']);
  expect([atPath('/api(/|$)(.*)'), atPath('/v[0-9]{1,2}/'), atPath(null), ingress({ spec: null, metadata: null })]).toEqual([[], [], [], []]);
});
