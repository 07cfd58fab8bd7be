import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { onlyAllows } from '../admission';
import { IN_USER_NAMESPACE } from '../cel';
import { Violation } from '../check';
import { PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, removeFound } from '../violations';

const MASKED = ['Default', undefined];

export const procMount: PodControl = {
  id: 'proc-mount',
  title: 'Masked /proc',
  level: 'pss-baseline',
  risk: 'high',
  why: 'The masked parts of /proc show and change kernel state that all pods of the node share.',
  remedy: 'remove `procMount`',
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.procMount')],
      allowed: '"Default", undefined; since 1.35 anything in a pod with hostUsers: false',
    }],
  },
  admission: [
    ...onlyAllows([ofContainers('securityContext.procMount')], MASKED, { before: 35 }),
    ...onlyAllows([ofContainers('securityContext.procMount')], MASKED, { since: 35, unless: IN_USER_NAMESPACE }),
  ],
  reads: { needs: ['containers[*].securityContext.procMount'], fields: ['spec.hostUsers'] },
  checks: [
    { since: 0, check: everyContainer(unmasked) },
    { since: 35, check: everyContainer((container) => container.pod.hasUserNamespace ? undefined : unmasked(container)) },
  ],
  overrideUnsafe: removeFound(everyContainer(unmasked)),
};

/** The violation of a container whose /proc is not the masked default. */
export function unmasked(container: ContainerView): Violation | undefined {
  const value = container.securityContext.procMount;
  return isAbsent(value) || value === 'Default' ? undefined : at(container, ['securityContext', 'procMount']);
}
