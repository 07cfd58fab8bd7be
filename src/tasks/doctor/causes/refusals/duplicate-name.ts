import { Cause } from '../../cause';

export const duplicateName: Cause = {
  id: 'duplicate-name',
  title: 'a name, or a field, is there twice',
  why: 'Containers, init containers, volumes and ports of a pod have names of their own, and of a field that is there twice only the last one would count.',
  signs: [
    { in: 'refusal', text: /(?:name|containers\[\d+\]|ports\[\d+\])[^:]*: Duplicate value: (?<name>"[^"]*")/ },
    { in: 'refusal', text: /duplicate field "(?<field>[^"]+)"/ },
  ],
  fix: ({ facts }) => ({ do: facts.field ? `remove one of the two fields ${facts.field}` : `give one of the two named ${facts.name} another name` }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[1].name: Duplicate value: "main"' },
};
