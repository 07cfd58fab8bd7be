import { Outcome, SynthesizedObject } from './synthesized-object';
import { MissingUser, toMissingUser } from '../../tasks/reports/missing-user';

/** The containers of an object that must not run as root and whose user is unknown. */
export function missingUsersOf({ owner }: SynthesizedObject, { objects }: Outcome): readonly MissingUser[] {
  return objects.flatMap(({ opened, unknownUsers }) => unknownUsers.map((user) => toMissingUser(user, opened.object, owner.node.path)));
}
