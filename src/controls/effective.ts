import { Find } from './check';
import { at, everyEntry } from './violations';
import { asArray, asObject, isAbsent } from '../manifest/json';
import { ContainerView, HOST_NAMESPACES, PodView } from '../manifest/pod';
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

/** Whether a container may run as root: the manifest states no user, and does not require a non-root one. */
export function mayBeRoot(container: ContainerView): boolean {
  return isAbsent(container.effective('runAsUser')) && container.effective('runAsNonRoot') !== true;
}

/**
 * Whether a third-party workload explicitly runs a container as root or privileged, or keeps a user that may be root. A fix would break
 * what its application does with that.
 */
export function keepsPower(container: ContainerView, { isThirdParty, keepsUsers }: Settings): boolean {
  return isThirdParty && (container.securityContext.privileged === true || isRoot(container) || (keepsUsers === true && mayBeRoot(container)));
}

/** Whether a pod reaches for its node: then it is an agent of the node, which needs what else it has. */
export function usesNode(pod: PodView): boolean {
  return HOST_NAMESPACES.some((field) => pod.json[field] === true)
    || pod.volumes.some((volume) => !isAbsent(asObject(volume).hostPath))
    || pod.containers.some(({ ports, json }) => asArray(json.volumeDevices).length > 0 || ports.some((port) => !isAbsent(asObject(port).hostPort)));
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
