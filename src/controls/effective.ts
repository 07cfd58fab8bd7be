import { at, Check, NONE, Violation } from './control';
import { isAbsent } from '../manifest/json';
import { ContainerView } from '../manifest/pod';
import { Settings } from '../settings/settings';

/** Whether a container's processes start as another user than root. Undefined ids are the image's to choose. */
export function startsAsNonRoot(container: ContainerView): boolean {
  const uid = container.effective('runAsUser');
  return isAbsent(uid) ? container.effective('runAsNonRoot') === true : uid !== 0;
}

/** Whether root is chosen for a container, by itself or by its pod. */
export function isRoot(container: ContainerView): boolean {
  return container.effective('runAsUser') === 0;
}

/**
 * Whether the author of somebody else's workload chose root, or all the power of the node, for a container. What its application does with
 * that, a fix would take away.
 */
export function keepsPower(container: ContainerView, { isThirdParty }: Settings): boolean {
  return isThirdParty && (container.securityContext.privileged === true || isRoot(container));
}

/**
 * The check of a security field that containers inherit. What is wrong is told where the value stands: at the container,
 * or at the pod, and there only once however many containers inherit it.
 */
export function everyEffective(field: string, isWrong: (container: ContainerView) => boolean): Check {
  return (pod) => {
    let found: Violation[] | undefined;
    let isInherited = false;
    for (const container of pod.containers) {
      if (isWrong(container)) {
        if (!isAbsent(container.securityContext[field])) {
          (found ??= []).push(at(container, ['securityContext', field]));
        } else if (!isInherited) {
          isInherited = true;
          (found ??= []).push(at(pod, ['securityContext', field]));
        }
      }
    }
    return found ?? NONE;
  };
}
