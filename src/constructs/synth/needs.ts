import { Outcome, SynthesizedObject } from './synthesized-object';
import { NeededUser, toNeededUser } from '../../tasks/reports/needed-user';

/** The containers of an object that must not run as root and whose user is unknown. */
export function neededUsersOf({ owner }: SynthesizedObject, { objects }: Outcome): readonly NeededUser[] {
  return objects.flatMap(({ opened, unknownUsers }) => unknownUsers.map((user) => toNeededUser(user, opened.object, owner.node.path)));
}
