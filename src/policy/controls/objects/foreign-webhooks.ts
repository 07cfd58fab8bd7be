import { asString } from '../../../formats/manifest/json';
import { ObjectSetting, settingsControl } from '../object-settings';

const ROW = {
  product: 'API server',
  unsafe: (value: unknown) => isForeign(asString(value)),
  allowed: 'undefined, with a Service instead; an address in the cluster or in a private network',
  risk: 'medium',
  source: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  example: { bad: 'https://hooks.example.com/check', good: 'https://policy.security.svc:443/check' },
} as const;

const ROWS: readonly ObjectSetting[] = [
  {
    ...ROW,
    kinds: ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) => `admissionregistration.k8s.io/${kind}`),
    field: 'webhooks[*].clientConfig.url',
    effect: 'a host outside the cluster can read every object that the rules match',
  },
  {
    ...ROW,
    kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
    field: 'spec.conversion.webhook.clientConfig.url',
    effect: 'a host outside the cluster can read and convert every object of this kind',
  },
];

const OF_CLUSTER = /(?:^|\.)(?:localhost|svc|cluster\.local|internal)$|^[^.]+$/;
const PRIVATE = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[(?:::1|f[cd]))/;

function isForeign(url: string | undefined): boolean {
  const [, host] = /^https?:\/\/(\[[^\]]*\]|[^/:?#]*)/.exec(url ?? '') ?? [];
  return host !== undefined && !OF_CLUSTER.test(host) && !PRIVATE.test(host);
}

export const foreignWebhooks = settingsControl({
  id: 'foreign-webhooks',
  title: 'No webhooks outside the cluster',
  why: 'The server reads new objects, including Secrets. An attacker who controls it or its DNS name can refuse or change them.',
  remedy: 'run the server in the cluster, and use its Service instead of a URL',
}, ROWS);
