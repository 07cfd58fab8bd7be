import { WritablePath } from './writable-path';
import { ownerName } from '../../knowledge/writable-paths/container-paths';
import { isPersistent } from '../../knowledge/writable-paths/declared-path';
import { OWNER_CAPABILITIES } from '../../knowledge/writable-paths/owner-container';
import { Waiver } from '../../policy/settings/waiver';

/** The waivers for the init container that takes ownership of a PVC. They cover no other container, and only the settings that it needs. */
export function ownershipWaivers(path: WritablePath): readonly Waiver[] {
  const { takeOwnership } = path._requirements;
  const claim = takenClaim(path);
  if (!takeOwnership || claim === undefined) {
    return [];
  }
  const { reason, expires, owner, ticket } = takeOwnership;
  const exceptions = [
    { control: 'run-as-non-root' },
    { control: 'run-as-user', allow: ['0'] },
    { control: 'capabilities-restricted', allow: [...OWNER_CAPABILITIES] },
  ];
  return exceptions.map((exception) => ({ ...exception, initContainers: [ownerName(claim)], reason, expires, owner, ticket }));
}

/** The name of the PVC that a path takes ownership of. */
export function takenClaim(path: WritablePath): string | undefined {
  const declared = path._toSettings();
  return isPersistent(declared) && declared.claim.ownership ? declared.claim.name : undefined;
}
