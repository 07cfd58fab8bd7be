import { bindingControl } from './role-control';
import { JsonObject } from '../../../formats/manifest/json';

const MASTERS = 'system:masters';
const GROUPS: readonly unknown[] = ['system:unauthenticated', 'system:authenticated', MASTERS];

export const anonymousBinding = bindingControl({
  id: 'anonymous-binding',
  title: 'No rights for everybody',
  risk: { critical: 'in the whole cluster, or `system:masters`, who may do everything', high: 'in one namespace' },
  why: 'Anybody who reaches the API server has the rights, or, as `system:authenticated`, anybody with any account of the cloud.',
  remedy: 'name the users, groups or service accounts that need the role',
  remedyInCode: 'pass the `User`, `Group` or `ServiceAccount` that needs the role to `bind`',
}, 'anything but the user system:anonymous and the groups system:unauthenticated, system:authenticated and system:masters', isEverybody, (subject, binding) =>
  binding.kind === 'RoleBinding' && subject.name !== MASTERS ? 'high' : 'critical');

function isEverybody({ kind, name }: JsonObject): boolean {
  return (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && GROUPS.includes(name));
}
