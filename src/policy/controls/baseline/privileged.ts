import { childObject, fillIn } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { usesNode } from '../effective';
import { ofContainers } from '../specification';
import { at, everyContainer, fixEveryContainer } from '../violations';

export const privileged: PodControl = {
  id: 'privileged',
  title: 'No privileged container',
  level: 'pss-baseline',
  risk: 'critical',
  why: 'A privileged container has the privileges of root on the node, so an attacker who compromises it controls the node.',
  remedy: 'remove `privileged: true`; grant only the capability, device or host path that is needed',
  spec: {
    rules: [{ fields: [ofContainers('securityContext.privileged')], allowed: [false, undefined] }],
  },
  reads: { needs: ['containers[*].securityContext.privileged'] },
  checks: always(everyContainer((container) => container.securityContext.privileged === true
    ? at(container, ['securityContext', 'privileged'])
    : undefined)),
  // An agent of the node needs the value, and keeps other findings without it.
  overrideUnsafe: (pod) => {
    if (!usesNode(pod)) {
      pod.containers.filter(({ securityContext }) => securityContext.privileged === true)
        .forEach(({ securityContext }) => { securityContext.privileged = false; });
    }
  },
  filling: [{
    each: 'container',
    when: '!c.?securityContext.?privileged.hasValue()',
    path: 'securityContext/privileged',
    value: 'false',
  }],
  fix: fixEveryContainer((container) => fillIn(childObject(container.json, 'securityContext'), { privileged: false })),
};
