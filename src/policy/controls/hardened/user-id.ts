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
  riskNote: 'kube-score rates it critical. Without root, the number of the user matters only if a container '
    + 'also escapes and another workload of the node has the same one.',
  failsHardenedKinds: true,
  why: 'Without a uid the image decides, and a kubelet refuses to start an image whose USER is a name or missing.',
  remedy: 'write `runAsUser` for the pod: the uid that the image is made for, or 65532',
  remedyInCode: 'set `user` to the uid that the image is made for, or to 65532',
  spec: {
    os: 'linux',
    rules: [{ fields: ofSecurityContexts('runAsUser'), allowed: 'anything, for the pod or the container; run-as-user reports 0' }],
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
