import { Cause } from '../../cause';

export const invalidName: Cause = {
  id: 'invalid-name',
  title: 'a name is not one that Kubernetes accepts',
  why: 'Names of volumes and containers are DNS labels: up to 63 lower-case letters, digits and hyphens.',
  signs: [{ in: 'refusal', text: /(?:[nN]ame|label)\S*: Invalid value: .*(?:must be no more than \d+|RFC 1123|DNS-1123|DNS-1035|must consist of)/ }],
  fix: () => ({ do: 'choose a shorter name of lower-case letters, digits and hyphens' }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.volumes[0].name: Invalid value: "aaaa": must be no more than 63 characters' },
};
