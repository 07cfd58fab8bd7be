import { ingressInjection } from '../../../../src/policy/controls/objects/ingress-injection';
import { found, violations } from '../support';

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

test.each([
  'app-root', 'auth-cache-key', 'auth-method', 'auth-proxy-set-headers', 'auth-realm', 'auth-request-redirect', 'auth-signin', 'auth-signin-redirect-param',
  'auth-tls-error-page', 'canary-by-header', 'cors-allow-origin', 'proxy-redirect-from', 'proxy-redirect-to', 'temporal-redirect', 'upstream-hash-by',
  'upstream-vhost', 'x-forwarded-prefix',
])('%s is copied into the configuration', (name) => expect(annotated(name, 'a; b')).toHaveLength(1));

test('braces with numbers and variables are harmless, alone and together', () => {
  const harmless = ['{2}', '{2,}', '{,8}', '{10,20}', '${host}', '${}', '{}'];
  expect(harmless.filter((text) => annotated('auth-url', `https://${text}`).length > 0)).toEqual([]);
  expect(['{a}', '{2,3,4}', '{ 2 }', '${a-b}'].filter((text) => annotated('auth-url', text).length === 0)).toEqual([]);
});

test('a waiver lists the annotation or the path with its text, and the finding has the reason', () => {
  const ofPath = { spec: { rules: [{ http: { paths: [{ path: '/a;' }] } }] } };
  const ofAnnotation = { metadata: { annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'a;' } } };
  const all = [ofPath, ofAnnotation].map((fields) => violations(ingressInjection, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', ...fields })[0]);
  expect(all.map(({ allowKey, detail }) => [allowKey, detail])).toEqual([
    ['path=/a;', 'it ends an nginx directive'], ['nginx.ingress.kubernetes.io/auth-url=a;', 'it ends an nginx directive'],
  ]);
});
