import { appArmorUnavailable } from './app-armor-unavailable';
import { claimMissing } from './claim-missing';
import { claimUnbound } from './claim-unbound';
import { commandHidden } from './command-hidden';
import { commandMissing } from './command-missing';
import { commandNotExecutable } from './command-not-executable';
import { configMapMissing } from './config-map-missing';
import { evictedByNode } from './evicted-by-node';
import { evictedEmptyDir } from './evicted-empty-dir';
import { evictedEphemeralStorage } from './evicted-ephemeral-storage';
import { failedMount } from './failed-mount';
import { groupWithoutUser } from './group-without-user';
import { hostPortConflict } from './host-port-conflict';
import { imageNameInvalid } from './image-name-invalid';
import { imagePull } from './image-pull';
import { imageUserNotNumeric } from './image-user-not-numeric';
import { imageUserRoot } from './image-user-root';
import { insufficientResources } from './insufficient-resources';
import { jobFailed } from './job-failed';
import { memoryVolumeOom } from './memory-volume-oom';
import { mountOverFile } from './mount-over-file';
import { mountUnderReadOnly } from './mount-under-read-only';
import { noMatchingNode } from './no-matching-node';
import { nodeLost } from './node-lost';
import { outOfMemory } from './out-of-memory';
import { podNetwork } from './pod-network';
import { podsNotRead } from './pods-not-read';
import { postStartHook } from './post-start-hook';
import { probeFailed } from './probe-failed';
import { probeProgramMissing } from './probe-program-missing';
import { programEnds } from './program-ends';
import { rolloutStalled } from './rollout-stalled';
import { runAsUserZero } from './run-as-user-zero';
import { runtimeRefuses } from './runtime-refuses';
import { seccompProfileMissing } from './seccomp-profile-missing';
import { secretMissing } from './secret-missing';
import { supplementalGroupsPolicy } from './supplemental-groups-policy';
import { sysctlForbidden } from './sysctl-forbidden';
import { userNamespaceIds } from './user-namespace-ids';
import { userNamespaceUnsupported } from './user-namespace-unsupported';
import { volumeInUse } from './volume-in-use';
import { workingDirectory } from './working-directory';
import { wrongArchitecture } from './wrong-architecture';
import { Cause } from '../../cause';

/** Causes in the words of the cluster: statuses, conditions and events. */
export const CLUSTER: readonly Cause[] = [
  imageUserNotNumeric,
  imageUserRoot,
  runAsUserZero,
  groupWithoutUser,
  seccompProfileMissing,
  appArmorUnavailable,
  sysctlForbidden,
  userNamespaceUnsupported,
  userNamespaceIds,
  supplementalGroupsPolicy,
  evictedEmptyDir,
  evictedEphemeralStorage,
  evictedByNode,
  memoryVolumeOom,
  outOfMemory,
  commandHidden,
  commandMissing,
  commandNotExecutable,
  wrongArchitecture,
  workingDirectory,
  mountOverFile,
  mountUnderReadOnly,
  configMapMissing,
  secretMissing,
  claimMissing,
  claimUnbound,
  volumeInUse,
  failedMount,
  imageNameInvalid,
  imagePull,
  hostPortConflict,
  insufficientResources,
  noMatchingNode,
  probeProgramMissing,
  probeFailed,
  postStartHook,
  programEnds,
  jobFailed,
  nodeLost,
  rolloutStalled,
  podsNotRead,
  podNetwork,
  runtimeRefuses,
];
