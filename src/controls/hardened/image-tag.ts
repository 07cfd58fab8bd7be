/*
 * The image is a version, not whatever is the newest.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].image
 * Allowed values:    with a tag other than latest, or with a digest
 */
import { isVersion } from '../../manifest/image';
import { always, at, everyContainer, PodControl } from '../control';

export const imageTag: PodControl = {
  id: 'image-tag',
  title: 'An image with a fixed tag',
  level: 'hardened',
  severity: 'error',
  why: 'Under `latest`, or no tag, every start of a pod may run another program, and no rollback leads back.',
  remedy: 'name a version, as in `registry.example/app:1.2.3`',
  checks: always(everyContainer((container) => isVersion(container.json.image) ? undefined : at(container, ['image']))),
};
