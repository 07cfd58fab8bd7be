import { Cause } from '../../cause';

export const procMountWithoutUserNamespace: Cause = {
  id: 'proc-mount-without-user-namespace',
  title: 'procMount: Unmasked without a user namespace',
  why: 'An unmasked /proc is only allowed in a user namespace.',
  signs: [{ in: 'refusal', text: /procMount.*hostUsers|hostUsers.*must be false to use/ }],
  fix: () => ({ do: 'remove `procMount`, or add `hostUsers: false`', typescript: 'userNamespace: true,', yaml: 'hostUsers: false' }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`' },
};
