/*
 * The gid stands in the manifest and is not root's.
 *
 * Restricted fields: spec.securityContext.runAsGroup
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.runAsGroup
 * Allowed values:    anything but 0, at the pod or at the container; 0 too in a user namespace of the pod's own, where it is
 *                    no group of the node, and on OpenShift, whose images are made for it
 */
import { isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { Settings } from '../../settings/settings';
import { always, at, NONE, PodControl, Violation, Violations } from '../control';
import { allowsRootGroup, fixIds } from './fix-ids';

/** Such images run as any uid, as OpenShift wants it: their files belong to group 0. */
const MADE_FOR_ROOT_GROUP = 'write another gid; an image that is made for gid 0, as those of Keycloak, Elasticsearch and Red Hat\'s UBI are, needs it: '
  + 'waive this, or in the image give its files to another group (`chgrp -R`)';

const FIELD = ['securityContext', 'runAsGroup'];

export const groupId: PodControl = {
  id: 'group-id',
  title: 'An explicit gid other than root\'s',
  level: 'hardened',
  severity: 'error',
  why: 'A uid that the image does not know gets gid 0, which may read and write what belongs to root\'s group.',
  remedy: 'write `runAsGroup` for the pod: the gid that the image is made for, or the uid again; an image that is made for gid 0, as those of '
    + 'Keycloak, Elasticsearch and Red Hat\'s UBI are, needs `runAsGroup: 0` and a waiver of this control',
  checks: always(check),
  fix: fixIds('runAsGroup', ({ group }) => group),
};

function check(pod: PodView, settings: Settings): Violations {
  const isRootAllowed = allowsRootGroup(pod, settings);
  let found: Violation[] | undefined;
  if (pod.securityContext.runAsGroup === 0 && !isRootAllowed) {
    (found ??= []).push(at(pod, FIELD, undefined, MADE_FOR_ROOT_GROUP));
  }
  for (const container of pod.containers) {
    const isMissing = settings.identity.group !== undefined && isAbsent(container.effective('runAsGroup'));
    if (isMissing) {
      (found ??= []).push(at(container, FIELD));
    } else if (container.securityContext.runAsGroup === 0 && !isRootAllowed) {
      (found ??= []).push(at(container, FIELD, undefined, MADE_FOR_ROOT_GROUP));
    }
  }
  return found ?? NONE;
}
