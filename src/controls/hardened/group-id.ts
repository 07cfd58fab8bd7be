import { allowsRootGroup, fixIds } from './fix-ids';
import { isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { Settings } from '../../settings/settings';
import { always, at, NONE, PodControl, Violation, Violations } from '../control';
import { ofSecurityContexts } from '../specification';

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
  remedy: 'write `runAsGroup` for the pod: the gid that the image is made for, or the same number as the uid; an image that is made for gid 0, such as those of Keycloak, Elasticsearch and Red Hat\'s UBI, needs `runAsGroup: 0` and a waiver of this control',
  remedyInCode: 'set `group` to the gid that the image is made for, or to the same number as `user`; an image that is made for gid 0, such as those of Keycloak, Elasticsearch and Red Hat\'s UBI, needs `group: 0` and a waiver of this control',
  spec: {
    os: 'linux',
    rules: [{
      fields: ofSecurityContexts('runAsGroup'),
      allowed: 'anything but 0, for the pod or the container; also 0 in a pod with a user namespace, where it is not a group of the node, and on OpenShift, whose images are made for it',
    }],
  },
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
