import { childObject, fillIn, isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { Identity } from '../../settings/identity';
import { assignsIds } from '../../settings/platform';
import { Settings } from '../../settings/settings';
import { Fix } from '../check';

/**
 * The fix of an id: the pod gets that of its identity, and a container with its own identity gets that one. A preset
 * gives a container no id if the author gave one to the pod.
 */
export function fixIds(field: string, idOf: (identity: Identity) => number | undefined): Fix {
  return (pod, { identity, containerIdentities, identitySources }) => {
    const isGiven = !isAbsent(pod.securityContext[field]);
    fillIn(childObject(pod.json, 'securityContext'), { [field]: idOf(identity) });
    for (const container of pod.containers) {
      const own = containerIdentities[container.name];
      if (own && !(identitySources.containers[container.name] === 'image' && isGiven)) {
        fillIn(childObject(container.json, 'securityContext'), { [field]: idOf(own) });
      }
    }
  };
}

/** Whether gid 0 is harmless: in a user namespace it is not a group of the node, and OpenShift's own users have it. */
export function allowsRootGroup(pod: PodView, settings: Settings): boolean {
  return pod.hasUserNamespace || assignsIds(settings);
}
