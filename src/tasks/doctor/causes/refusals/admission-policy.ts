import { Cause } from '../../cause';

export const admissionPolicy: Cause = {
  id: 'admission-policy',
  title: 'a policy of the cluster refuses the object',
  why: 'An admission webhook (Kyverno, Gatekeeper and others) or a ValidatingAdmissionPolicy refuses it, and explains the reason in its own words.',
  signs: [{ in: 'refusal', text: /admission webhook "(?<webhook>[^"]+)" denied the request:? ?(?<what>.*)|ValidatingAdmissionPolicy '(?<policy>[^']+)'.*denied request: (?<words>.*)/s }],
  fix: ({ facts }) => ({
    do: `do what ${facts.webhook ?? facts.policy} says: ${(facts.what ?? facts.words ?? '').trim().slice(0, 300)}; \`npx cdk8s-hardened audit FILE\` finds what most such policies require`,
  }),
  example: { source: 'refusal', text: 'admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/x was blocked' },
};
