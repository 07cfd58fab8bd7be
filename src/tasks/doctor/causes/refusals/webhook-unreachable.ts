import { Cause } from '../../cause';

export const webhookUnreachable: Cause = {
  id: 'webhook-unreachable',
  title: 'an admission webhook does not answer',
  why: 'The API server asks it before it creates the object, and refuses it without an answer.',
  signs: [{ in: 'refusal', text: /failed calling webhook "(?<webhook>[^"]+)"/ }],
  fix: ({ facts }) => ({ do: `find out why the service behind the webhook ${facts.webhook} does not answer: its pods, its certificate, its network policy` }),
  example: { source: 'refusal', text: 'Internal error occurred: failed calling webhook "x.example.com": Post "https://x.svc:443/": context deadline exceeded' },
};
