import { Cause } from '../../cause';

export const duplicateName: Cause = {
  id: 'duplicate-name',
  title: 'a name is there twice',
  why: 'Containers, init containers, volumes and ports of a pod have names of their own.',
  signs: [{ in: 'refusal', text: /(?:name|containers\[\d+\]|ports\[\d+\])[^:]*: Duplicate value: (?<name>"[^"]*")/ }],
  fix: ({ facts }) => ({ do: `give one of the two named ${facts.name} another name` }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[1].name: Duplicate value: "main"' },
};
