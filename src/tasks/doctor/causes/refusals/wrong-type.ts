import { Cause } from '../../cause';

export const wrongType: Cause = {
  id: 'wrong-type',
  title: 'a value has the wrong type',
  why: 'A number or a boolean is in quotes, or a text is not.',
  signs: [{ in: 'refusal', text: /cannot unmarshal (?<is>\w+) into Go (?:struct field (?<field>\S+)|value) of type (?<type>[\w.]+)|unable to decode|strict decoding error: (?!unknown|duplicate)/ }],
  fix: ({ facts }) => ({ do: facts.field ? `write ${facts.field.split('.').slice(1).join('.') || facts.field} as ${facts.type}, not as ${facts.is}${facts.type?.startsWith('int') || facts.type === 'bool' ? ': remove the quotes' : ''}` : 'correct the value that the message names' }),
  example: { source: 'refusal', text: 'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field PodSecurityContext.spec.securityContext.runAsUser of type int64' },
};
