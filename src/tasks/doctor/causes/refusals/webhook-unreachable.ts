import { Cause } from '../../cause';

/** Why the API server gets no answer, and what to do: the first that fits. */
const REASONS: readonly (readonly [reason: RegExp, what: (place: string, webhook: string) => string])[] = [
  [/service "[^"]*" not found|namespaces? "[^"]*" not found/, (place, webhook) => `install ${place} again, which does not exist; or, if its program was uninstalled, remove the configuration of the webhook ${webhook} that was left (\`kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations\`)`],
  [/x509|certificate/i, (place, webhook) => `renew the certificate of ${place}, or the \`caBundle\` in the configuration of the webhook ${webhook}: they do not belong together`],
  [/connection refused|no endpoints available/i, (place) => `look at the pods behind ${place}: none is ready, so nothing listens there`],
  [/deadline exceeded|timeout|no route to host|unreachable/i, (place) => `let the API server reach ${place}: a firewall, a NetworkPolicy or the network of the nodes blocks the port of its pods, or they are too slow`],
];

export const webhookUnreachable: Cause = {
  id: 'webhook-unreachable',
  title: 'an admission webhook does not answer',
  why: 'The API server asks it before it creates the object, and refuses it without an answer.',
  signs: [{ in: 'refusal', text: /failed calling webhook "(?<webhook>[^"]+)"(?:.*?\bhttps:\/\/(?<service>[\w-]+)\.(?<namespace>[\w-]+)\.svc\b)?/s }],
  fix: ({ facts: { webhook, service, namespace }, line }) => {
    const place = service === undefined ? 'the service behind it' : `the Service ${namespace}/${service}`;
    const words = line.text.replace(/https:\S+/g, ' ');
    const [, what] = REASONS.find(([reason]) => reason.test(words)) ?? [];
    return { do: what ? what(place, webhook!) : `find out why ${place} does not answer the webhook ${webhook}: look at its pods, its certificate and its NetworkPolicies` };
  },
  example: { source: 'refusal', text: 'Internal error occurred: failed calling webhook "x.example.com": Post "https://policies.shop.svc:443/": context deadline exceeded' },
};
