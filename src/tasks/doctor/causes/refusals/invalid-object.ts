import { Cause } from '../../cause';

export const invalidObject: Cause = {
  id: 'invalid-object',
  title: 'the API server refuses a value',
  why: 'The answer names the field and its valid values.',
  signs: [{ in: 'refusal', text: / is invalid:\s*[[*]?\s*(?<field>[\w.-]+(?:\[[^\]]*\]|\.[\w-]+)*|<nil>): (?<what>.{1,300})/s, weight: 40 }],
  fix: ({ facts }) => ({ do: `correct ${facts.field}: ${facts.what}` }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.dnsPolicy: Unsupported value: "first": supported values: "ClusterFirst", "Default"' },
};
