import { Cause } from '../../cause';

export const userNamespaceIds: Cause = {
  id: 'user-namespace-ids',
  title: 'a uid or gid is too large for a user namespace',
  why: 'With `hostUsers: false` a pod has the ids 0 to 65535 only.',
  signs: [{ in: 'cluster', text: /unable to setup user: (?:setgroups|setuid|setgid|chown)[^:]*: invalid argument/ }],
  fix: () => ({ do: 'use ids up to 65535', typescript: 'runAs: RunAs.user(10001),', yaml: 'securityContext:\n  runAsUser: 10001\n  runAsGroup: 10001\n  fsGroup: 10001', settings: 'runAs: 10001' }),
  example: { source: 'cluster', reason: 'FailedCreatePodSandBox', text: 'Failed to create pod sandbox: runc create failed: unable to start container process: error during container init: unable to setup user: setgroups: invalid argument' },
};
