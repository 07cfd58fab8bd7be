import { RunAs } from './run-as';
import { OptionError } from '../../formats/language/option-error';
import { seedName } from '../../knowledge/writable-paths/container-paths';
import { Waiver } from '../../policy/settings/waiver';

/**
 * The waivers for the findings that a user with gid 0 causes.
 *
 * @param container the only container that has this user; the whole pod if undefined
 */
export function rootGroupWaivers(runAs: RunAs | undefined, container?: string): readonly Waiver[] {
  if (!runAs?._rootGroup) {
    return [];
  }
  const { reason, expires, owner, ticket } = runAs._rootGroup;
  const waiver = { control: 'group-id', allow: ['0'], reason, expires, owner, ticket };
  // The container may be an init container, and the init container that seeds its paths has the same user.
  return container === undefined ? [waiver] : [{ ...waiver, containers: [container] },
    ...[container, seedName(container)].map((name) => ({ ...waiver, initContainers: [name] }))];
}

/** @throws if a user with gid 0 is set for all workloads of a scope: its waiver must cover single workloads */
export function checkSharedUser(runAs: RunAs | undefined, remedy: string): void {
  if (runAs?._rootGroup) {
    throw new OptionError('RunAs.rootGroup cannot be set for all workloads of a scope, since its '
      + `waiver covers single workloads: ${remedy}`);
  }
}
