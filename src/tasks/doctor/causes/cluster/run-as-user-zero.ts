import { Cause } from '../../cause';
import { userFix } from '../../remedies/user';

export const runAsUserZero: Cause = {
  id: 'run-as-user-zero',
  title: 'runAsUser is 0 beside runAsNonRoot',
  why: 'The two contradict each other, and the kubelet does not start the container.',
  signs: [{ in: 'cluster', text: /runAsUser breaks non-root policy/ }],
  fix: (found) => ({ ...userFix(found), do: `instead of 0, ${userFix(found).do}` }),
  example: { source: 'cluster', reason: 'CreateContainerConfigError', text: "container's runAsUser breaks non-root policy (pod: \"web_shop(1)\", container: main)" },
};
