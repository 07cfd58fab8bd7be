import { bindingControl } from './role-control';

const GROUPS: readonly unknown[] = ['system:unauthenticated', 'system:authenticated', 'system:masters'];

export const anonymousBinding = bindingControl({
  id: 'anonymous-binding',
  title: 'No rights for everybody',
  risk: 'critical',
  why: 'Anybody who reaches the API server has the rights, or, as `system:authenticated`, anybody with any account of the cloud.',
  remedy: 'name the users, groups or service accounts that need the role',
  remedyInCode: 'pass the `User`, `Group` or `ServiceAccount` that needs the role to `bind`',
}, 'anything but the user system:anonymous and the groups system:unauthenticated, system:authenticated and system:masters', ({ kind, name }) =>
  (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && GROUPS.includes(name)));
