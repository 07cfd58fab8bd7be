import { RunAs } from './run-as';
import { OptionError } from '../../formats/language/option-error';
import { seedName } from '../../knowledge/writable-paths/container-paths';
import { Waiver } from '../../policy/settings/waiver';

/**
 * The exceptions for a user with gid 0: what `RunAs.rootGroup` is reported for.
 *
 * @param container the only container that has this user; the whole pod if undefined
 */
export function rootGroupWaivers(runAs: RunAs | undefined, container?: string): readonly Waiver[] {
  if (!runAs?._rootGroup) {
    return [];
  }
  const { reason, expires, owner, ticket } = runAs._rootGroup;
  const waiver = { control: 'group-id', allow: ['0'], reason, expires, owner, ticket };
  // A container can be an init container, and its seed has the same user.
  return container === undefined ? [waiver] : [{ ...waiver, containers: [container] },
    ...[container, seedName(container)].map((name) => ({ ...waiver, initContainers: [name] }))];
}

/** @throws if a user with gid 0 is for all workloads of a scope: its exception is for single ones */
export function checkSharedUser(runAs: RunAs | undefined, remedy: string): void {
  if (runAs?._rootGroup) {
    throw new OptionError(`RunAs.rootGroup cannot be for all workloads of a scope, since its waiver is for single ones: ${remedy}`);
  }
}
