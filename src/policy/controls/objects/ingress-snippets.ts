import { asObject, isAbsent } from '../../../formats/manifest/json';
import { ObjectControl } from '../control';
import { everyField, listOf, pinned } from '../violations';

const SNIPPET = /^(?:nginx\.ingress\.kubernetes\.io|nginx\.org)\/(?:[\w-]+-)?snippets?$/;

export const ingressSnippets: ObjectControl = {
  id: 'ingress-snippets',
  title: 'No configuration of nginx in annotations',
  level: 'hardened',
  risk: 'medium',
  why: 'Such text becomes part of the configuration of the ingress controller, and can read its service account token, which reads all Secrets.',
  remedy: 'use the annotations for single settings, and set `allow-snippet-annotations: false` in the controller',
  spec: {
    rules: [{ fields: ['metadata.annotations of an Ingress'], allowed: 'no nginx.ingress.kubernetes.io/*-snippet and nginx.org/*-snippets' }],
    sources: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  },
  kinds: ['networking.k8s.io/Ingress', 'extensions/Ingress'],
  checkObject: ({ metadata }) => listOf(everyField(asObject(asObject(metadata).annotations), (name, value) =>
    SNIPPET.test(name) && !isAbsent(value) ? pinned({ path: ['metadata', 'annotations', name], value }, name) : undefined)),
};
