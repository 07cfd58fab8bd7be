import { Control } from '../control';
import { appArmorNodes } from './app-armor-nodes';
import { capabilityNames } from './capability-names';
import { dataClaim } from './data-claim';
import { dataDirectory } from './data-directory';
import { emptyVolumeCommand } from './empty-volume-command';
import { emptyVolumeWorkingDir } from './empty-volume-working-dir';
import { fieldTypes } from './field-types';
import { fsGroupVolumes } from './fs-group-volumes';
import { groupWithoutUser } from './group-without-user';
import { hostPathAccess } from './host-path-access';
import { imageAccess } from './image-access';
import { imageCapabilities } from './image-capabilities';
import { imageCommand } from './image-command';
import { imageDirectories } from './image-directories';
import { imageHome } from './image-home';
import { imagePaths } from './image-paths';
import { imageRoot } from './image-root';
import { imageSettings } from './image-settings';
import { imageUser } from './image-user';
import { imageUserFlags } from './image-user-flags';
import { inertNetBindService } from './inert-net-bind-service';
import { lowPorts } from './low-ports';
import { memoryScratchLimit } from './memory-scratch-limit';
import { mountUnderReadOnly } from './mount-under-read-only';
import { newerThanTarget } from './newer-than-target';
import { nonRootUidZero } from './non-root-uid-zero';
import { probePorts } from './probe-ports';
import { procMountUserNamespace } from './proc-mount-user-namespace';
import { requestsWithinLimits } from './requests-within-limits';
import { seedShell } from './seed-shell';
import { singleNodeClaims } from './single-node-claims';
import { slowStart } from './slow-start';
import { tokenReadable } from './token-readable';
import { uniqueContainerNames } from './unique-container-names';
import { uniqueMountPaths } from './unique-mount-paths';
import { userNamespace } from './user-namespace';
import { userNamespaceFields } from './user-namespace-fields';
import { userNamespaceMapping } from './user-namespace-mapping';
import { vaultAgentToken } from './vault-agent-token';
import { volumeMountsResolve } from './volume-mounts-resolve';
import { volumeNames } from './volume-names';

/** The controls on settings that keep a pod from starting. */
export const STARTUP_CONTROLS: readonly Control[] = [
  fieldTypes,
  uniqueContainerNames,
  volumeNames,
  volumeMountsResolve,
  uniqueMountPaths,
  mountUnderReadOnly,
  emptyVolumeCommand,
  emptyVolumeWorkingDir,
  dataDirectory,
  dataClaim,
  seedShell,
  nonRootUidZero,
  groupWithoutUser,
  capabilityNames,
  inertNetBindService,
  imageUser,
  imageRoot,
  imagePaths,
  imageCapabilities,
  imageCommand,
  imageAccess,
  imageDirectories,
  imageHome,
  imageSettings,
  imageUserFlags,
  hostPathAccess,
  lowPorts,
  probePorts,
  memoryScratchLimit,
  requestsWithinLimits,
  userNamespace,
  userNamespaceFields,
  userNamespaceMapping,
  tokenReadable,
  vaultAgentToken,
  newerThanTarget,
  procMountUserNamespace,
  fsGroupVolumes,
  singleNodeClaims,
  slowStart,
  appArmorNodes,
];
