/*
 * The uid stands in the manifest.
 *
 * Restricted fields: spec.securityContext.runAsUser
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsUser
 * Allowed values:    any, at the pod or at the container; that it is not 0 is the control run-as-user's business
 */
import { isAbsent } from '../../manifest/json';
import { always, at, everyContainer, PodControl } from '../control';
import { fixIds } from './fix-ids';

export const userId: PodControl = {
  id: 'user-id',
  title: 'An explicit uid',
  level: 'hardened',
  severity: 'error',
  why: 'Without a uid the image decides, and a kubelet refuses to start an image whose USER is a name or missing.',
  remedy: 'write `runAsUser` for the pod: the uid that the image is made for, or 65532',
  checks: always(everyContainer((container, settings) =>
    settings.identity.user !== undefined && isAbsent(container.effective('runAsUser'))
      ? at(container, ['securityContext', 'runAsUser'])
      : undefined)),
  fix: fixIds('runAsUser', ({ user }) => user),
};
