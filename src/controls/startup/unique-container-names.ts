/*
 * No two containers of a pod have one name.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].name
 * Allowed values:    each name once
 */
import { isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl, Violations } from '../control';

export const uniqueContainerNames: PodControl = {
  id: 'unique-container-names',
  title: 'Container names are unique',
  level: 'hardened',
  severity: 'error',
  why: 'The API server refuses a pod with two containers of one name. cdk8s-plus calls every container without a name "main".',
  remedy: 'give each container a name of its own',
  checks: always(check),
};

function check(pod: PodView): Violations {
  if (pod.containers.length < 2) {
    return NONE;
  }
  const names = new Set<unknown>();
  return pod.containers.flatMap((container) => {
    const { name } = container.json;
    const isTwin = !isAbsent(name) && names.has(name);
    names.add(name);
    return isTwin ? [at(container, ['name'], 'another container has this name too')] : NONE;
  });
}
