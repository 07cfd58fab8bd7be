import { childObject, fillIn, isAbsent } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { Choices } from '../../settings/choices';
import { Identity } from '../../settings/identity';
import { assignsIds, PlatformName, Target } from '../../settings/target';
import { Fix } from '../check';
import { effectiveIdentity } from '../effective';

/** The platforms that assign no ids to pods. Only there do the CEL expressions apply. */
export const WITHOUT_OWN_IDS: readonly PlatformName[] = ['kubernetes', 'gke-autopilot'];

/** An id of a security context, and its name in an identity. */
type IdOf = (identity: Identity) => number | undefined;

/**
 * The fix for an id. The pod gets the id of its identity, and so does a container with its own identity. If the author set an id for the
 * pod, presets do not set ids for its containers.
 */
export function fixIds(field: string, idOf: IdOf): Fix {
  return (pod, context) => {
    if (context.notes.isNotHardenedKind) {
      fixUnstated(pod, context.choices, field, idOf);
      return;
    }
    const { choices: { identity, containerIdentities, identitySources } } = context;
    const isGiven = !isAbsent(pod.securityContext[field]);
    fillId(pod, field, idOf(identity));
    for (const container of pod.containers) {
      const own = containerIdentities[container.name];
      if (own && !(identitySources.containers[container.name] === 'image' && isGiven)) {
        fillId(container, field, idOf(own));
      }
    }
  };
}

/**
 * In a third-party pod, a container with a uid of the author gets no ids: with our gid beside that uid, it may not be able to access its
 * files.
 */
function fixUnstated(pod: PodView, choices: Choices, field: string, idOf: IdOf): void {
  const unstated = pod.containers.filter((container) => hasIdentity(container, choices) && isAbsent(container.effective(field)));
  if (unstated.length === pod.containers.length && unstated.every(({ name }) => !choices.containerIdentities[name])) {
    fillId(pod, field, idOf(choices.identity));
    return;
  }
  for (const container of unstated) {
    fillId(container, field, idOf(effectiveIdentity(container, choices)));
  }
}

/** Sets an id. Without an id it adds nothing, not even an empty security context. */
export function fillId({ json }: PodView | ContainerView, field: string, id: number | undefined): void {
  if (id !== undefined) {
    fillIn(childObject(json, 'securityContext'), { [field]: id });
  }
}

/** Whether a container of a third-party pod has the uid of the settings, or no uid yet. */
export function hasIdentity(container: ContainerView, choices: Choices): boolean {
  const uid = container.effective('runAsUser');
  return isAbsent(uid) || uid === effectiveIdentity(container, choices).user;
}

/** Whether gid 0 is harmless: in a user namespace it is not a group of the node, and users that OpenShift assigns always have it. */
export function allowsRootGroup(pod: PodView, target: Target): boolean {
  return pod.hasUserNamespace || assignsIds(target);
}
