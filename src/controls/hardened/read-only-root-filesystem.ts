/*
 * A container cannot change its own image.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].securityContext.readOnlyRootFilesystem
 * Allowed values:    true
 */
import { childObject, fillIn } from '../../manifest/json';
import { always, at, everyContainer, fixEveryContainer, PodControl } from '../control';
import { keepsPower } from '../effective';

export const readOnlyRootFilesystem: PodControl = {
  id: 'read-only-root-filesystem',
  title: 'Read-only root filesystem',
  level: 'hardened',
  severity: 'error',
  why: 'On a writable root an intruder replaces programs and leaves tools behind.',
  remedy: 'write `readOnlyRootFilesystem: true` and declare what the application writes as writable paths',
  checks: always(everyContainer((container) => container.securityContext.readOnlyRootFilesystem === true
    ? undefined
    : at(container, ['securityContext', 'readOnlyRootFilesystem']))),
  fixesAfter: ['user-id'],
  fix: fixEveryContainer((container, settings) => {
    if (!keepsPower(container, settings)) {
      fillIn(childObject(container.json, 'securityContext'), { readOnlyRootFilesystem: true });
    }
  }),
};
