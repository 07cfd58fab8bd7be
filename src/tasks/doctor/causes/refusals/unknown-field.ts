import { Cause } from '../../cause';

export const unknownField: Cause = {
  id: 'unknown-field',
  title: 'a field does not exist',
  why: 'The field is misspelled, or in another place. Without strict validation the API server drops it silently.',
  signs: [{ in: 'refusal', text: /unknown field "(?<field>[^"]+)"/ }],
  fix: ({ facts }) => ({ do: `correct the name or the place of ${facts.field}: \`kubectl explain pod.${(facts.field ?? '').replace(/\[\d+\]/g, '').split('.').slice(0, -1).join('.')}\` lists what is there` }),
  example: { source: 'refusal', text: 'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].securityContext.readOnlyRootFileSystem"' },
};
