import { WritablePath } from './writable-path';
import { isPersistent } from '../settings/paths';
import { Waiver } from '../settings/waiver';
import { ownerName } from '../writable-paths/container-paths';
import { OWNER_CAPABILITIES } from '../writable-paths/owner-container';

/** @throws if two paths take ownership of the same PVC */
export function checkOwnership(added: WritablePath, others: readonly WritablePath[]): void {
  const claim = takenClaim(added);
  if (claim !== undefined && others.some((other) => takenClaim(other) === claim)) {
    throw new Error(`two writable paths take ownership of the PVC "${claim}": set \`takeOwnership\` for one of them`);
  }
}

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

function takenClaim(path: WritablePath): string | undefined {
  const declared = path._toSettings();
  return isPersistent(declared) && declared.claim.ownership ? declared.claim.name : undefined;
}
