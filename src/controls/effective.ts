
import { at, everyEntry, Find } from './violations';
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

/** The check of a security field that containers inherit. The pod's value is reported once, however many containers inherit it. */
export function everyEffective(field: string, isWrong: (container: ContainerView) => boolean): Find {
  return (pod) => {
    let isReported = false;
    return everyEntry(pod.containers, (container) => {
      const isInherited = isAbsent(container.securityContext[field]);
      if (!isWrong(container) || (isInherited && isReported)) {
        return undefined;
      }
      isReported ||= isInherited;
      return at(isInherited ? pod : container, ['securityContext', field]);
    });
  };
}
