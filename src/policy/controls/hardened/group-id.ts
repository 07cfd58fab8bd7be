import { NEEDS_IMAGE_FACTS } from '../admission';
import { celEffective, IN_USER_NAMESPACE, SPEC } from '../cel';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { at, everyOwner } from '../violations';
import { allowsRootGroup, fixIds, WITHOUT_OWN_IDS } from './fix-ids';
import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';


/** Some images that run as any uid with gid 0. */
const EXAMPLES = '(Keycloak, Elasticsearch, Red Hat\'s UBI)';

/** For images whose files belong to group 0, so that they run as any uid, as OpenShift requires. */
const MADE_FOR_ROOT_GROUP = {
  remedy: `write another gid; images built for gid 0 ${EXAMPLES} need it: `
    + 'waive this, or give their files to another group in the image (`chgrp -R`)',
  remedyInCode: {
    hardened: `set another \`group\`; for images built for gid 0 ${EXAMPLES} set `
      + '`RunAs.rootGroup(uid, { reason })`, or give their files to another group in the image (`chgrp -R`)',
    plain: `set another \`group\`; images built for gid 0 ${EXAMPLES} need it: `
      + 'waive this, or give their files to another group in the image (`chgrp -R`)',
  },
};

const FIELD = ['securityContext', 'runAsGroup'];

const check = everyOwner((owner, context) => {
  const pod = owner instanceof ContainerView ? owner.pod : owner;
  if (owner instanceof ContainerView && context.choices.identity.group !== undefined && isAbsent(owner.effective('runAsGroup'))) {
    return at(owner, FIELD);
  }
  return owner.securityContext.runAsGroup === 0 && !allowsRootGroup(pod, context.target)
    ? { ...at(owner, FIELD), ...MADE_FOR_ROOT_GROUP }
    : undefined;
});

export const groupId: PodControl = {
  id: 'group-id',
  title: 'An explicit gid that is not root',
  level: 'hardened',
  risk: 'low',
  riskNote: 'kube-score rates it critical. For a non-root user, the id matters only if a container escapes and another workload of the '
    + 'node has the same id.',
  failsHardenedKinds: true,
  why: 'A uid that is not in the image\'s /etc/passwd gets gid 0, which can access the files of the group root.',
  remedy: 'write `runAsGroup` for the pod: the gid that the image expects, or the uid; '
    + `images built for gid 0 ${EXAMPLES} need \`runAsGroup: 0\` and a waiver of this control`,
  remedyInCode: {
    hardened: 'set `group` to the gid that the image expects, or to `user`; '
      + `images built for gid 0 ${EXAMPLES} may need \`RunAs.rootGroup(uid, { reason })\``,
    plain: 'set `group` to the gid that the image expects, or to `user`; '
      + `images built for gid 0 ${EXAMPLES} need \`group: 0\` and a waiver of this control`,
  },
  spec: {
    os: 'linux',
    rules: [{
      fields: ofSecurityContexts('runAsGroup'),
      allowed: 'any gid except 0, for the pod or the container; also 0 in a pod with a user namespace, where it is not a group of the '
        + 'node, and on OpenShift, whose images expect it',
    }],
  },
  admission: [
    {
      each: 'pod',
      violates: `!(${IN_USER_NAMESPACE}) && ${SPEC}.?securityContext.?runAsGroup.orValue(1) == 0`,
      value: '\'0\'',
      platforms: WITHOUT_OWN_IDS,
    },
    { each: 'container', violates: `${celEffective('runAsGroup', '-1')} == -1`, platforms: WITHOUT_OWN_IDS },
    {
      each: 'container',
      violates: `!(${IN_USER_NAMESPACE}) && c.?securityContext.?runAsGroup.orValue(1) == 0`,
      value: '\'0\'',
      platforms: WITHOUT_OWN_IDS,
    },
  ],
  reads: { fields: ['containers[*].securityContext.runAsGroup', 'spec.hostUsers', 'spec.securityContext.runAsGroup'] },
  checks: always(check),
  isRequested: true,
  filling: NEEDS_IMAGE_FACTS,
  fixedWith: ['user-id'],
  fix: fixIds('runAsGroup', ({ group }) => group),
};
