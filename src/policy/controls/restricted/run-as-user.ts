import { SPEC } from '../cel';
import { PodControl } from '../control';
import { replaceableContexts } from '../effective';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';
import { exceptInUserNamespaces } from './run-as-non-root';

const check = everySecurityContext('runAsUser', (uid) => uid === 0 ? [[]] : []);

export const runAsUser: PodControl = {
  id: 'run-as-user',
  title: 'No root uid',
  level: 'pss-restricted',
  risk: 'high',
  riskNote: 'Trivy rates it low. With uid 0, one bug of the runtime or the kernel is enough to become root on the node.',
  why: 'Uid 0 in a container is uid 0 on the node, and owns the files of root there.',
  remedy: 'use the uid that the image is built for, or remove the field',
  remedyInCode: 'set `user` to the uid that the image is built for, or remove it',
  remedyOnWindows: 'remove it and write `windowsOptions: {runAsUserName: ContainerUser}`, because Windows does not have numeric users',
  spec: {
    rules: [{
      fields: ofSecurityContexts('runAsUser'),
      allowed: 'any uid except 0; undefined; since 1.35 anything in a pod with hostUsers: false',
    }],
  },
  admission: [
    ...exceptInUserNamespaces({ each: 'pod', violates: `${SPEC}.?securityContext.?runAsUser.orValue(1) == 0`, value: '\'0\'' }),
    ...exceptInUserNamespaces({ each: 'container', violates: 'c.?securityContext.?runAsUser.orValue(1) == 0', value: '\'0\'' }),
  ],
  reads: { needs: ['spec.securityContext.runAsUser', 'containers[*].securityContext.runAsUser'], fields: ['spec.hostUsers'] },
  checks: [
    { since: 23, check },
    { since: 35, check: (pod, context) => pod.hasUserNamespace ? undefined : check(pod, context) },
  ],
  fixedWith: ['user-id', 'group-id', 'run-as-non-root'],
  overrideUnsafe: (pod, context) => {
    for (const securityContext of replaceableContexts(pod, context.notes)) {
      if (securityContext.runAsUser === 0) {
        delete securityContext.runAsUser;
      }
    }
  },
};
