import { roleControl } from './role-control';

export const rbacExec = roleControl({
  id: 'rbac-exec',
  title: 'No right to enter pods',
  why: 'A subject that can run commands in pods, or open their ports, has their tokens, their Secrets and their network.',
  remedy: 'remove the resource; people debug with a right that they get for a limited time',
  remedyInCode: 'remove the resource from `allow`; people debug with a right that they get for a limited time',
  safeNames: 'any',
  // `get` is enough for a client that speaks WebSocket.
  grants: [{ group: '', resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers'], verbs: ['create', 'get', 'update', 'patch'] }],
});
