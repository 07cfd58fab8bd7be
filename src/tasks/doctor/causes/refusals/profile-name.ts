import { Cause } from '../../cause';

export const profileName: Cause = {
  id: 'profile-name',
  title: 'a seccomp or AppArmor profile has a name that does not belong to its type',
  why: '`localhostProfile` is the name of a profile on the node: `type: Localhost` requires it, and every other type forbids it.',
  signs: [{ in: 'refusal', text: /(?:seccompProfile|appArmorProfile)\.localhostProfile|(?:AppArmor|seccomp) type is Localhost/i }],
  fix: () => ({
    do: 'write `type: RuntimeDefault` without `localhostProfile`, or `type: Localhost` with it',
    typescript: '// remove the profile: hardened workloads set RuntimeDefault',
    yaml: 'securityContext:\n  seccompProfile: { type: RuntimeDefault }',
  }),
  example: { source: 'refusal', text: 'Pod "x" is invalid: spec.securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost' },
};
