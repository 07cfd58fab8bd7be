/*
 * Somebody has chosen the user that a workload with a known Dockerfile runs as.
 *
 * Restricted fields: spec.securityContext.runAsUser, where a container's Dockerfile is known and gives no uid: it has no USER, root, a
 *                    name without a number, or a variable without a default
 * Allowed values:    what the author, a scope or a preset says; undefined, where the platform assigns it
 */
import { isAbsent } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { BuiltImage } from '../../settings/images';
import { Settings } from '../../settings/settings';
import { everyBuiltImage } from '../built-images';
import { always, at, NONE, PodControl, Violations } from '../control';

export const dockerfileUser: PodControl = {
  id: 'dockerfile-user',
  title: 'A user that the Dockerfile or the workload names',
  level: 'hardened',
  severity: 'warning',
  why: 'The program runs as a user whom its image was not made for, and may be unable to read or write what it needs.',
  remedy: 'write the number of its user in USER, or say it in the workload with `runAs`',
  knownAs: {},
  checks: always(everyBuiltImage(defaultUser)),
};

function defaultUser(
  container: ContainerView, { source, noUser }: BuiltImage, { identity, containerIdentities, identitySources }: Settings,
): Violations {
  const uid = container.effective('runAsUser');
  const isDefault = identitySources.pod === 'default' && !containerIdentities[container.name] && uid === identity.user;
  return noUser === undefined || isAbsent(uid) || !isDefault
    ? NONE
    : [{ ...at(container.pod, ['securityContext', 'runAsUser'], `${source} ${noUser}`), container: container.name }];
}
