import { allowPrivilegeEscalation } from './restricted/allow-privilege-escalation';
import { appArmorProfile } from './baseline/app-armor-profile';
import { capabilitiesBaseline } from './baseline/capabilities-baseline';
import { hostNamespaces } from './baseline/host-namespaces';
import { hostPathVolumes } from './baseline/host-path-volumes';
import { hostPorts } from './baseline/host-ports';
import { hostProbesAndLifecycle } from './baseline/host-probes-and-lifecycle';
import { privileged } from './baseline/privileged';
import { procMount } from './baseline/proc-mount';
import { seccompProfileBaseline } from './baseline/seccomp-profile-baseline';
import { selinuxOptions } from './baseline/selinux-options';
import { sysctls } from './baseline/sysctls';
import { windowsHostProcess } from './baseline/windows-host-process';
import { Control } from './control';
import { emptyDirSizeLimit } from './hardened/empty-dir-size-limit';
import { ephemeralStorage } from './hardened/ephemeral-storage';
import { fsGroup } from './hardened/fs-group';
import { fsGroupChangePolicy } from './hardened/fs-group-change-policy';
import { groupId } from './hardened/group-id';
import { readOnlyRootFilesystem } from './hardened/read-only-root-filesystem';
import { serviceAccountToken } from './hardened/service-account-token';
import { serviceLinks } from './hardened/service-links';
import { userId } from './hardened/user-id';
import { windows } from './hardened/windows';
import { writablePaths } from './hardened/writable-paths';
import { capabilitiesRestricted } from './restricted/capabilities-restricted';
import { procMountRestricted } from './restricted/proc-mount-restricted';
import { restrictedVolumes } from './restricted/restricted-volumes';
import { runAsNonRoot } from './restricted/run-as-non-root';
import { runAsUser } from './restricted/run-as-user';
import { seccompProfileRestricted } from './restricted/seccomp-profile-restricted';
import { uniqueContainerNames } from './startup/unique-container-names';

/**
 * Every control, in the order in which findings are told and fixes are made. The order of fixes matters in two places:
 * fsGroup before its change policy, and scratch volumes and their sizes before the storage limits that sum them up.
 */
export const CATALOGUE: readonly Control[] = [
  // Pod Security Standards, baseline
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndLifecycle,
  privileged,
  procMount,
  seccompProfileBaseline,
  selinuxOptions,
  sysctls,
  windowsHostProcess,
  // Pod Security Standards, restricted
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
  // hardened
  readOnlyRootFilesystem,
  userId,
  groupId,
  fsGroup,
  fsGroupChangePolicy,
  serviceAccountToken,
  serviceLinks,
  writablePaths,
  emptyDirSizeLimit,
  ephemeralStorage,
  windows,
  // will it start
  uniqueContainerNames,
];
