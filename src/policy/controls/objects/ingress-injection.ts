import { asArray, asObject, Path } from '../../../formats/manifest/json';
import { Found } from '../check';
import { ObjectControl } from '../control';
import { both, everyEntry, everyField, listOf, pinned } from '../violations';

const PREFIX = 'nginx.ingress.kubernetes.io/';

/** ingress-nginx copies the text of these annotations unchanged into the configuration of nginx. */
const WRITTEN = new Set([
  'app-root', 'auth-cache-key', 'auth-method', 'auth-proxy-set-headers', 'auth-realm', 'auth-request-redirect', 'auth-signin',
  'auth-signin-redirect-param', 'auth-tls-error-page', 'auth-tls-match-cn', 'auth-url', 'canary-by-header', 'cors-allow-origin',
  'mirror-host', 'mirror-target', 'permanent-redirect', 'proxy-redirect-from', 'proxy-redirect-to', 'rewrite-target', 'server-alias',
  'temporal-redirect', 'upstream-hash-by', 'upstream-vhost', 'x-forwarded-prefix',
].map((name) => PREFIX + name));

/** Characters that end a directive or begin the next. */
const ENDS_DIRECTIVE = /[\r\n;{}]/;
/** Braces that are part of regular expressions and variables. */
const HARMLESS_BRACES = /\{\d*,?\d*\}|\$\{\w*\}/g;

export const ingressInjection: ObjectControl = {
  id: 'ingress-injection',
  title: 'No injected configuration of ingress controllers',
  level: 'hardened',
  risk: 'high',
  why: 'The text ends its nginx directive and adds others. An unpatched controller then runs code of the author, with a token that can '
    + 'read all Secrets in the cluster.',
  remedy: 'write one value without line breaks, `;` and braces; update the controller to 1.11.5, 1.12.1 or later',
  remedyInCode: 'pass one value without line breaks, `;` and braces as the annotation in '
    + '`metadata`; update the controller to 1.11.5, 1.12.1 or later',
  spec: {
    rules: [
      {
        fields: [`metadata.annotations of an Ingress: ${[...WRITTEN].join(', ')}`],
        allowed: 'no line break, `;`, `{` or `}`, except braces of a regular expression, such as `{2,4}`, and of a variable',
      },
      { fields: ['spec.rules[*].http.paths[*].path of an Ingress'], allowed: 'the same' },
    ],
    notes: ['The control ingress-snippets reports annotations for configuration snippets.'],
    sources: [
      'https://github.com/kubernetes/kubernetes/issues/131006 (CVE-2025-24514, auth-url)',
      'https://github.com/kubernetes/kubernetes/issues/131007 (CVE-2025-1097, auth-tls-match-cn)',
      'https://github.com/kubernetes/kubernetes/issues/131008 (CVE-2025-1098, mirror-target and mirror-host)',
      'https://github.com/kubernetes/ingress-nginx/issues/10572 (CVE-2023-5044, permanent-redirect)',
      'https://github.com/kubernetes/ingress-nginx/issues/8502 (CVE-2021-25745, path)',
    ],
  },
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  checkObject: ({ metadata, spec }) => {
    const annotations = everyField(asObject(asObject(metadata).annotations), (name, value) =>
      WRITTEN.has(name) && isInjected(value)
        ? pinned({ path: ['metadata', 'annotations', name], value, detail: DETAIL }, name)
        : undefined);
    const paths = everyEntry(asArray(asObject(spec).rules), (rule, index) => inPaths(asObject(asObject(rule).http).paths, [
      'spec',
      'rules',
      index,
      'http',
      'paths',
    ]));
    return listOf(both(annotations, paths));
  },
};

const DETAIL = 'it ends an nginx directive';

function inPaths(paths: unknown, place: Path): Found {
  return everyEntry(asArray(paths), (each, index) => {
    const { path } = asObject(each);
    return isInjected(path) ? pinned({ path: [...place, index, 'path'], value: path, detail: DETAIL }, 'path') : undefined;
  });
}

function isInjected(value: unknown): boolean {
  return typeof value === 'string' && ENDS_DIRECTIVE.test(value) && ENDS_DIRECTIVE.test(value.replace(HARMLESS_BRACES, ''));
}
