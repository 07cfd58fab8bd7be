import { Cause } from '../../cause';
import { demandFix } from '../../remedies/policy-demands';

/** Of a message that is repeated: policies print whole objects. */
const LONGEST = 300;

export const admissionPolicy: Cause = {
  id: 'admission-policy',
  title: 'a policy of the cluster refuses the object',
  why: 'An admission webhook (Kyverno, Gatekeeper and others) or a ValidatingAdmissionPolicy refuses it, and explains the reason in its own words.',
  signs: [{ in: 'refusal', text: /admission webhook "(?<webhook>[^"]+)" denied the request:? ?(?<what>.*)|ValidatingAdmissionPolicy '(?<policy>[^']+)'.*denied request: (?<words>.*)/s }],
  fix: (found) => {
    const { webhook, policy, what, words } = found.facts;
    const message = (what ?? words ?? '').trim();
    const demand = demandFix(found, message);
    const source = `${webhook ?? policy} says: ${message.slice(0, LONGEST)}`;
    return {
      ...demand,
      do: demand ? `${demand.do}. ${source}` : `do what ${source}; \`npx cdk8s-hardened audit FILE\` finds what most such policies require`,
    };
  },
  example: { source: 'refusal', text: 'admission webhook "validate.kyverno.svc-fail" denied the request: resource Pod/x was blocked' },
};
