import { Fix } from './control';
import { DEFAULT_POLICY, Identity, PlatformName, Policy } from './policy';
import { childObject, fillIn, isAbsent } from '../manifest/json';
import { PodView } from '../manifest/pod';

/**
 * The fix of an id: the pod gets that of its identity, and a container with an identity of its own gets that one. A preset
 * gives a container none where the author gave one to the pod.
 */
export function fixIds(field: string, idOf: (identity: Identity) => number | undefined): Fix {
  return (pod, { identity, containerIdentities }) => {
    const isGiven = !isAbsent(pod.securityContext[field]);
    fillIn(childObject(pod.json, 'securityContext'), { [field]: idOf(identity) });
    for (const container of pod.containers) {
      const own = containerIdentities[container.name];
      if (own && !(own.isPreset && isGiven)) {
        fillIn(childObject(container.json, 'securityContext'), { [field]: idOf(own) });
      }
    }
  };
}

/** Whether gid 0 is no power: in a user namespace it is no group of the node, and OpenShift's own users have it. */
export function allowsRootGroup(pod: PodView, policy: Policy): boolean {
  return pod.hasUserNamespace || assignsIds(policy);
}

/** Whether the platform gives ids to a pod that has none, as OpenShift does. */
export function assignsIds({ platform }: Policy): boolean {
  return platform === 'openshift' || platform === 'openshift-v3';
}

/** What is expected of a workload that others made: what its platform wants, and else what everybody must have. */
export function policyOn(platform: PlatformName): Policy {
  const policy = { ...DEFAULT_POLICY, platform, isThirdParty: true };
  return assignsIds(policy) ? { ...policy, identity: {} } : policy;
}
