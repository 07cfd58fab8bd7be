import { childObject, fillIn, isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { at, NONE, PodControl, Violation, Violations } from '../control';
import { isRoot } from '../effective';
import { ofContainers } from '../specification';

const FIELD = ['securityContext', 'runAsNonRoot'];

export const runAsNonRoot: PodControl = {
  id: 'run-as-non-root',
  title: 'Never started as root',
  level: 'pss-restricted',
  severity: 'error',
  why: 'Root inside a container is root on the node as soon as one isolation layer of the container fails.',
  remedy: 'write `runAsNonRoot: true` for the pod, and no other value for its containers',
  remedyInCode: 'remove `ensureNonRoot: false`',
  remedyOnWindows: 'write `runAsNonRoot: true` and `windowsOptions: {runAsUserName: ContainerUser}` for the pod',
  spec: {
    rules: [
      {
        fields: ['spec.securityContext.runAsNonRoot'],
        allowed: 'true, or undefined if every container has true; since 1.35 anything in a pod with hostUsers: false',
      },
      {
        fields: [ofContainers('securityContext.runAsNonRoot')],
        allowed: 'true, or undefined if the pod has true; since 1.35 anything in a pod with hostUsers: false',
      },
    ],
  },
  checks: [
    { since: 0, check },
    { since: 35, check: (pod) => pod.hasUserNamespace ? NONE : check(pod) },
  ],
  after: ['user-id'],
  fix: (pod, { identity }) => {
    if (identity.isRoot) {
      dropDefaults(pod);
      return;
    }
    // The kubelet does not start a container with `runAsNonRoot: true` and the uid 0: its author chose root, and that is the finding. A
    // container without a value inherits the one of the pod.
    if (!pod.containers.some((container) => isAbsent(container.securityContext.runAsNonRoot) && isRoot(container))) {
      fillIn(childObject(pod.json, 'securityContext'), { runAsNonRoot: true });
    }
    for (const container of pod.containers) {
      if (pod.securityContext.runAsNonRoot !== false && !isRoot(container)) {
        fillIn(childObject(container.json, 'securityContext'), { runAsNonRoot: true });
      }
    }
  },
};

/**
 * The one fix that takes something away: cdk8s-plus writes `runAsNonRoot: true` into everything, and with a true anywhere
 * the kubelet refuses root, in a user namespace too. Root was asked for in so many words, so it is no author's choice.
 */
function dropDefaults(pod: PodView): void {
  for (const { securityContext } of [pod, ...pod.containers]) {
    if (securityContext.runAsNonRoot === true) {
      delete securityContext.runAsNonRoot;
    }
  }
}

function check(pod: PodView): Violations {
  const ofPod = pod.securityContext.runAsNonRoot;
  let found: Violation[] | undefined;
  if (ofPod === false) {
    (found ??= []).push(at(pod, FIELD));
  }
  for (const container of pod.containers) {
    const own = container.securityContext.runAsNonRoot;
    if (own === false || (own !== true && ofPod !== true)) {
      (found ??= []).push(at(container, FIELD));
    }
  }
  return found ?? NONE;
}
