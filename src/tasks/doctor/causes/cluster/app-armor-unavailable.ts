import { Cause } from '../../cause';

export const appArmorUnavailable: Cause = {
  id: 'app-armor-unavailable',
  title: 'the node cannot enforce the AppArmor profile',
  why: 'AppArmor is not enabled on the node, or the profile is not loaded there. A Deployment then makes pod after pod.',
  signs: [
    { in: 'cluster', text: /Cannot enforce AppArmor|AppArmor is not enabled|apparmor.*(?:profile|not).*(?:not found|not loaded|failed)|apparmor failed to apply profile/i },
    { in: 'cluster', text: /apparmor_parser/, weight: 95 },
    { in: 'cluster', reason: /^AppArmor$/ },
  ],
  fix: () => ({
    do: 'remove the AppArmor profile, or run the pod only on nodes that have it (a nodeSelector)',
    typescript: '// remove appArmor from the props',
    yaml: '# without securityContext.appArmorProfile, and without annotations container.apparmor.security.beta.kubernetes.io/*',
  }),
  example: { source: 'cluster', reason: 'AppArmor', text: 'Pod was rejected: Cannot enforce AppArmor: AppArmor is not enabled on the host' },
};
