import { Cause } from '../../cause';

export const privilegeContradiction: Cause = {
  id: 'privilege-contradiction',
  title: 'allowPrivilegeEscalation is false beside privileged or SYS_ADMIN',
  why: 'A privileged container, and one with CAP_SYS_ADMIN, can always gain privileges, so the API server refuses `allowPrivilegeEscalation: false` beside them.',
  signs: [{ in: 'refusal', text: /cannot set `allowPrivilegeEscalation` to false and `(?<other>[^`]+)`/ }],
  fix: () => ({
    do: 'remove `privileged: true`, or the added capability; if it is needed, remove `allowPrivilegeEscalation: false` and waive the control',
    typescript: "securityContext: { privileged: false },   // of the container; or keep it, with waivers: [{ control: 'privileged', containers: ['main'], reason: '...' }]",
    yaml: 'containers:\n  - name: main\n    securityContext: { privileged: false, allowPrivilegeEscalation: false }',
    settings: 'overrideUnsafe: true',
  }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.containers[0].securityContext: Invalid value: {}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true' },
};
