import { WritablePath } from './writable-path';
import { Waiver } from '../settings/waiver';
import { ownerName } from '../writable-paths/container-paths';
import { isPersistent } from '../writable-paths/declared-path';
import { OWNER_CAPABILITIES } from '../writable-paths/owner-container';

/** The waivers for the init container that takes ownership of a PVC: for it alone, and only for what it needs. */
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
