import { WritablePath } from './writable-path';
import { Waiver } from '../settings/waiver';
import { ownerName } from '../writable-paths/container-paths';
import { OWNER_CAPABILITIES } from '../writable-paths/owner-container';

/** @throws where two paths want the same claim's ownership: it is taken once */
export function checkOwnership(added: WritablePath, others: readonly WritablePath[]): void {
  const claim = takenClaim(added);
  if (claim !== undefined && others.some((other) => takenClaim(other) === claim)) {
    throw new Error(`the ownership of the claim "${claim}" is taken twice: say \`takeOwnership\` for one of its paths`);
  }
}

/** The waivers of the init container that takes the ownership of a claim: for it alone, and for what it needs. */
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
  const { claim } = path._toSettings();
  return claim?.ownership && claim.name;
}
