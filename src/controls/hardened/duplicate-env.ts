/*
 * A container has each environment variable once.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].env[*].name
 * Allowed values:    each name once
 *
 * A warning: Kubernetes takes the last one, and the pod runs. A reviewer who finds the first reads a value that does not count, and
 * `kubectl apply` merges the list by name, so that a later change can remove the wrong one.
 */
import { asObject, asString } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { always, at, everyContainer, NONE, PodControl, Violations } from '../control';
import { everyEntry } from '../entries';

export const duplicateEnv: PodControl = {
  id: 'duplicate-env',
  title: 'Each environment variable once',
  level: 'hardened',
  severity: 'warning',
  why: 'Only the last value counts, so the one that was reviewed may not be the one that runs.',
  remedy: 'remove all but one of them',
  checks: always(everyContainer(repeated)),
};

/** No variable can have this name. */
const NO_NAME = '=';

function repeated(container: ContainerView): Violations {
  const { env } = container;
  if (env.length < 2) {
    return NONE;
  }
  const names = new Set<string>();
  return everyEntry(env, (entry, index) => {
    const name = asString(asObject(entry).name);
    if (name !== undefined && names.has(name)) {
      return at(container, ['env', index, 'name'], 'this container has another variable of that name');
    }
    names.add(name ?? NO_NAME);
    return undefined;
  });
}
