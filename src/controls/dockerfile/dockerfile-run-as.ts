/*
 * A workload runs its image as the user that the Dockerfile makes it for.
 *
 * Restricted fields: spec.securityContext.runAsUser
 *                    spec.{initContainers,containers}[*].securityContext.runAsUser, where the container's Dockerfile is known
 * Allowed values:    the uid of USER; any where the Dockerfile gives nothing to that user; undefined, where USER is a number or not known,
 *                    or the platform assigns it
 */
import { isAbsent } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage } from '../../settings/images';
import { assignsIds } from '../../settings/platform';
import { Settings } from '../../settings/settings';
import { everyBuiltImage } from '../built-images';
import { always, at, NONE, PodControl, Violations } from '../control';

export const dockerfileRunAs: PodControl = {
  id: 'dockerfile-run-as',
  title: 'The user that the Dockerfile prepares its files for',
  level: 'hardened',
  severity: 'error',
  why: 'What the image gives to one user another cannot write, and often not even read: the program does not start, or fails later.',
  remedy: 'leave `runAs` out, so that the user is the Dockerfile\'s, or change USER and `chown` there',
  knownAs: {},
  checks: always(everyBuiltImage(otherUser)),
};

function otherUser(container: ContainerView, image: BuiltImage, settings: Settings): Violations {
  const { source, user, ownedPaths } = image;
  const uid = container.effective('runAsUser');
  if (isAbsent(uid)) {
    return assignsIds(settings) ? NONE : refusedUser(container, image);
  }
  if (user === undefined || ownedPaths.length === 0 || uid === user) {
    return NONE;
  }
  const owner = isAbsent(container.securityContext.runAsUser) ? container.pod : container;
  const paths = ownedPaths.map((path) => `"${path}"`).join(', ');
  return [{ ...at(owner, ['securityContext', 'runAsUser'], `${source} gives ${paths} to its USER ${user}`), container: container.name }];
}

function refusedUser(container: ContainerView, { source, refusedUser: user }: BuiltImage): Violations {
  return user === undefined || container.effective('runAsNonRoot') !== true ? NONE : [{
    ...at(container.pod, ['securityContext', 'runAsUser'], `${source} says USER ${user}, which a kubelet does not start as a user that is not root`,
      'give the number of a user with `runAs`, or in USER'),
    container: container.name,
  }];
}
