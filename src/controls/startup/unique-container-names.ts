/*
 * No two containers of a pod have one name.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].name
 * Allowed values:    each name once
 */
import { PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl, Violations } from '../control';

export const uniqueContainerNames: PodControl = {
  id: 'unique-container-names',
  title: 'Container names are unique',
  level: 'hardened',
  severity: 'error',
  why: 'The API server refuses a pod with two containers of one name. cdk8s-plus calls every container without a name "main".',
  remedy: 'give each container a name of its own',
  knownAs: {},
  checks: always(check),
};

function check(pod: PodView): Violations {
  if (pod.containers.length < 2) {
    return NONE;
  }
  const names = new Set<string>();
  return pod.containers.flatMap((container) => {
    const isTwin = names.has(container.name);
    names.add(container.name);
    return isTwin ? [at(container, ['name'], 'another container has this name too')] : NONE;
  });
}
