import { GOOD_PRACTICES, roleControl } from './role-control';

export const rbacExec = roleControl({
  id: 'rbac-exec',
  title: 'No right to enter pods',
  why: 'A subject that can run commands in pods, or forward their ports, can use their tokens, Secrets and network.',
  remedy: 'remove the resource; grant permission to debug only for a limited time',
  remedyInCode: 'remove the resource from `allow`; grant permission to debug only for a limited time',
  safeNames: 'any',
  grants: [{
    group: '',
    resources: ['pods/exec', 'pods/attach', 'pods/portforward'],
    verbs: ['create', 'get'],
    notAlone: { verbs: ['get'], since: 35 },
  }, {
    group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'],
  }],
  notes: ['Before Kubernetes 1.35, `get` is enough for a client that uses WebSocket. Since then, the API server also requires `create`, '
    + 'unless its feature gate AuthorizePodWebsocketUpgradeCreatePermission is off.'],
  sources: [`${GOOD_PRACTICES}#privilege-escalation-risks`, 'https://github.com/kubernetes/kubernetes/pull/134577'],
});
