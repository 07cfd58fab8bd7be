import { Cause } from '../../cause';

export const namespaceMissing: Cause = {
  id: 'namespace-missing',
  title: 'the namespace does not exist, or is being deleted',
  why: 'Nothing can be created in it.',
  signs: [{ in: 'refusal', text: /namespaces "(?<namespace>[^"]+)" not found|unable to create new content in namespace (?<ending>\S+) because it is being terminated/ }],
  fix: ({ facts }) => ({ do: facts.ending ? 'wait until it is gone, and create it again' : `create it: \`kubectl create namespace ${facts.namespace}\`` }),
  example: { source: 'refusal', text: 'namespaces "shop" not found' },
};
