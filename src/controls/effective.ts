
import { Find } from './check';
import { at, everyEntry } from './violations';
import { isAbsent } from '../manifest/json';
import { ContainerView } from '../manifest/pod';
import { Settings } from '../settings/settings';

/** Whether a container's processes start as a user other than root. The image chooses undefined ids. */
export function startsAsNonRoot(container: ContainerView): boolean {
  const uid = container.effective('runAsUser');
  return isAbsent(uid) ? container.effective('runAsNonRoot') === true : uid !== 0;
}

/** Whether a container, or its pod, explicitly runs as root. */
export function isRoot(container: ContainerView): boolean {
  return container.effective('runAsUser') === 0;
}

/**
 * Whether a third-party workload explicitly runs a container as root or privileged. A fix would break what its application does with
 * that.
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
