import { celEffective, SPEC } from './cel';
import { Find } from './check';
import { at, everyEntry } from './violations';
import { asArray, asObject, isAbsent, JsonObject } from '../../formats/manifest/json';
import { ContainerView, HOST_NAMESPACES, PodView } from '../../formats/manifest/pod';
import { Context } from '../context/context';
import { Choices } from '../settings/choices';
import { Identity } from '../settings/identity';
import { ObjectNotes } from '../settings/notes';

/** Whether the processes of a container start as a non-root user. The image determines ids that are not set. */
export function startsAsNonRoot(container: ContainerView): boolean {
  const uid = container.effective('runAsUser');
  return isAbsent(uid) ? container.effective('runAsNonRoot') === true : uid !== 0;
}

/** Whether a container, or its pod, explicitly runs as root. */
export function isRoot(container: ContainerView): boolean {
  return container.effective('runAsUser') === 0;
}

/** `isRoot` in CEL. */
export const IS_ROOT = `${celEffective('runAsUser', '1')} == 0`;

/**
 * A CEL condition that is true if a container `c` keeps a user that may be root: it states no user, and its pod cannot meet its Pod
 * Security level anyway. Only mutating policies define `isRefused`.
 */
const KEEPS_ROOT = 'variables.isRefused && !c.?securityContext.?runAsUser.hasValue() '
  + `&& !${SPEC}.?securityContext.?runAsUser.hasValue() && ${celEffective('runAsNonRoot', 'false')} != true`;

/** A CEL condition that is true if a container `c` runs as root, or keeps a user that may be root. */
export const STAYS_ROOT = `${IS_ROOT} || (${KEEPS_ROOT})`;

/** Whether a container keeps its user, which may be root: neither the manifest nor the settings have a uid for it. */
export function keepsRoot(container: ContainerView, context: Context): boolean {
  const { notes: { keepsUsers } } = context;
  return keepsUsers !== undefined && (keepsUsers === 'all' || keepsUsers.has(container.name))
    && isAbsent(container.effective('runAsUser')) && container.effective('runAsNonRoot') !== true
    && effectiveIdentity(container, context.choices).user === undefined;
}

/** The identity of a container in the settings. */
export function effectiveIdentity({ name }: ContainerView, { identity, containerIdentities }: Choices): Identity {
  return containerIdentities[name] ?? identity;
}

/** The security contexts whose user may be replaced. The pod's context is left out if a container keeps its user. */
export function replaceableContexts(pod: PodView, { keepsUsers }: ObjectNotes): readonly JsonObject[] {
  if (keepsUsers === undefined) {
    return [pod, ...pod.containers].map(({ securityContext }) => securityContext);
  }
  return pod.containers.filter(({ name }) => keepsUsers !== 'all' && !keepsUsers.has(name)).map(({ securityContext }) => securityContext);
}

/**
 * Whether a third-party workload explicitly runs a container as root or privileged, or keeps a user that may be root. A fix would break an
 * application that needs these rights.
 */
export function keepsPower(container: ContainerView, context: Context): boolean {
  return context.notes.isNotHardenedKind === true
    && (container.securityContext.privileged === true || isRoot(container) || keepsRoot(container, context));
}

/** A CEL condition that is true if a container `c` explicitly runs as root or privileged. */
export const HAS_POWER = `c.?securityContext.?privileged.orValue(false) == true || ${IS_ROOT}`;

/** `keepsPower` in CEL, for a container `c` without further knowledge about it. */
export const KEEPS_POWER = `${HAS_POWER} || (${KEEPS_ROOT})`;

/** Whether a pod accesses its node. Such a pod is an agent of the node and also needs its other rights. */
export function usesNode(pod: PodView): boolean {
  return HOST_NAMESPACES.some((field) => pod.json[field] === true)
    || pod.volumes.some((volume) => !isAbsent(asObject(volume).hostPath))
    || pod.containers.some(({ ports, json }) => asArray(json.volumeDevices).length > 0
      || ports.some((port) => !isAbsent(asObject(port).hostPort)));
}

/** The check of a security field that containers inherit. The value of the pod is reported once, even if several containers inherit it. */
export function everyEffective(field: string, isWrong: (container: ContainerView, context: Context) => boolean, isExpected?: true): Find {
  return (pod, context) => {
    let isReported = false;
    return everyEntry(pod.containers, (container) => {
      const isInherited = isAbsent(container.securityContext[field]);
      if (!isWrong(container, context) || (isInherited && isReported)) {
        return undefined;
      }
      isReported ||= isInherited;
      const violation = at(isInherited ? pod : container, ['securityContext', field]);
      return isExpected ? { ...violation, isExpected } : violation;
    });
  };
}

/**
 * The setting of a container that makes the API server refuse `allowPrivilegeEscalation: false`, as text. It compares the exact name of the
 * capability, so `SYS_ADMIN` passes. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go,
 * ValidateSecurityContext
 */
export function contradictionTo({ securityContext }: ContainerView): string | undefined {
  if (securityContext.privileged === true) {
    return '`privileged: true`';
  }
  return asArray(asObject(securityContext.capabilities).add).includes('CAP_SYS_ADMIN')
    ? '`CAP_SYS_ADMIN` in `capabilities.add`'
    : undefined;
}
