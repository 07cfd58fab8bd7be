import { Control } from '../control';
import { autopilotCapabilities } from './autopilot-capabilities';
import { autopilotEphemeralStorage } from './autopilot-ephemeral-storage';
import { autopilotHostPaths } from './autopilot-host-paths';
import { autopilotResources } from './autopilot-resources';
import { autopilotUnknown } from './autopilot-unknown';
import { openshiftIds } from './openshift-ids';
import { openshiftProfiles } from './openshift-profiles';
import { openshiftUserNamespace } from './openshift-user-namespace';
import { platformAssignedIds } from './platform-assigned-ids';

/** The controls on pods that a platform refuses. */
export const PLATFORM: readonly Control[] = [
  platformAssignedIds,
  openshiftIds,
  openshiftUserNamespace,
  openshiftProfiles,
  autopilotResources,
  autopilotEphemeralStorage,
  autopilotHostPaths,
  autopilotCapabilities,
  autopilotUnknown,
];
