import { sequence } from '../../../formats/language/sequence';
import { asObject, isAbsent } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { everyField, listOf, pinned } from '../violations';

const SNIPPET = new RegExp([
  /(?:nginx\.ingress\.kubernetes\.io|nginx\.org)\/(?:[\w-]+-)?snippets?/,
  /haproxy\.org\/(?:[\w-]+-)?config-snippet/,
  sequence([
    /(?:haproxy-ingress\.github\.io|ingress\.kubernetes\.io)\/config-/,
    /(?:backend|backend-early|backend-late|defaults|frontend|frontend-early|frontend-late|global|proxy|sections|tcp)/,
  ]),
  /zalando\.org\/skipper-(?:filter|routes)/,
].map(({ source }) => `^${source}$`).join('|'));

export const ingressSnippets: ObjectControl = {
  id: 'ingress-snippets',
  title: 'No configuration of ingress controllers in annotations',
  level: 'hardened',
  risk: 'medium',
  why: 'The text becomes part of the configuration of the ingress controller, and can read its service account token, which allows access '
    + 'to all Secrets.',
  remedy: 'use the annotations for single settings; disable snippets in the controller: `allow-snippet-annotations: false` of '
    + 'ingress-nginx, `-enable-snippets=false` of NGINX, `--disable-config-keywords=*` of HAProxy Ingress',
  remedyInCode: 'use the annotations for single settings in `metadata`; disable snippets in the controller: `allow-snippet-annotations: '
    + 'false` of ingress-nginx, `-enable-snippets=false` of NGINX, `--disable-config-keywords=*` of HAProxy Ingress',
  spec: {
    rules: [{
      fields: ['metadata.annotations of an Ingress'],
      allowed: 'no nginx.ingress.kubernetes.io/*-snippet, nginx.org/*-snippets, haproxy.org/*-config-snippet, '
        + 'haproxy-ingress.github.io/config-*, ingress.kubernetes.io/config-* and zalando.org/skipper-{filter,routes}',
    }],
    sources: [
      'https://github.com/kubernetes/ingress-nginx/issues/7837 (CVE-2021-25742)',
      'https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/advanced-configuration-with-snippets/',
      'https://www.haproxy.com/documentation/kubernetes-ingress/community/configuration-reference/ingress/#backend-config-snippet',
      'https://haproxy-ingress.github.io/docs/configuration/keys/#configuration-snippet',
      'https://opensource.zalando.com/skipper/kubernetes/ingress-usage/',
    ],
  },
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  checkObject: ({ metadata }) => listOf(everyField(asObject(asObject(metadata).annotations), (name, value) =>
    SNIPPET.test(name) && !isAbsent(value) ? pinned({ path: ['metadata', 'annotations', name], value }, name) : undefined)),
};
