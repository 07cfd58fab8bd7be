import { isAbsent } from '../../../formats/manifest/json';
import { NEEDS_IMAGE_FACTS } from '../admission';
import { celEffective } from '../cel';
import { always, PodControl } from '../control';
import { ofSecurityContexts } from '../specification';
import { at, everyContainer } from '../violations';
import { fixIds, WITHOUT_OWN_IDS } from './fix-ids';

export const userId: PodControl = {
  id: 'user-id',
  title: 'An explicit uid',
  level: 'hardened',
  risk: 'low',
  riskNote: 'kube-score rates it critical. For a non-root user, the id matters only if a container escapes and another workload of the '
    + 'node has the same id.',
  failsHardenedKinds: true,
  why: 'Without a uid, the image chooses the user, and the kubelet refuses to start an image whose USER is a name or missing.',
  remedy: 'set `runAsUser` of the pod to the uid that the image is built for, or to 65532',
  remedyInCode: 'set `user` to the uid that the image is built for, or to 65532',
  spec: {
    os: 'linux',
    rules: [{
      fields: ofSecurityContexts('runAsUser'),
      allowed: 'any uid, for the pod or the container; the control run-as-user reports 0',
    }],
  },
  admission: [{ each: 'container', violates: `${celEffective('runAsUser', '-1')} == -1`, platforms: WITHOUT_OWN_IDS }],
  reads: { fields: ['containers[*].securityContext.runAsUser', 'spec.securityContext.runAsUser'] },
  checks: always(everyContainer((container, context) =>
    context.choices.identity.user !== undefined && isAbsent(container.effective('runAsUser'))
      ? at(container, ['securityContext', 'runAsUser'])
      : undefined)),
  isRequested: true,
  filling: NEEDS_IMAGE_FACTS,
  fix: fixIds('runAsUser', ({ user }) => user),
};
