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
import { DECLARATIONS } from './declarations';
import { dockerfileAddUrl } from './dockerfile/dockerfile-add-url';
import { dockerfileAdminGroups } from './dockerfile/dockerfile-admin-groups';
import { dockerfileCapabilities } from './dockerfile/dockerfile-capabilities';
import { dockerfileCopyOwner } from './dockerfile/dockerfile-copy-owner';
import { dockerfileHiddenFiles } from './dockerfile/dockerfile-hidden-files';
import { dockerfileHostNetwork } from './dockerfile/dockerfile-host-network';
import { dockerfileImageTag } from './dockerfile/dockerfile-image-tag';
import { dockerfileInsecureRun } from './dockerfile/dockerfile-insecure-run';
import { dockerfileLoaderVariables } from './dockerfile/dockerfile-loader-variables';
import { dockerfileLowPorts } from './dockerfile/dockerfile-low-ports';
import { dockerfilePorts } from './dockerfile/dockerfile-ports';
import { dockerfileRootAccounts } from './dockerfile/dockerfile-root-accounts';
import { dockerfileRunAs } from './dockerfile/dockerfile-run-as';
import { dockerfileSecretCopies } from './dockerfile/dockerfile-secret-copies';
import { dockerfileSecrets } from './dockerfile/dockerfile-secrets';
import { dockerfileSetuid } from './dockerfile/dockerfile-setuid';
import { dockerfileShellForm } from './dockerfile/dockerfile-shell-form';
import { dockerfileStartRoot } from './dockerfile/dockerfile-start-root';
import { dockerfileSudo } from './dockerfile/dockerfile-sudo';
import { dockerfileSyntax } from './dockerfile/dockerfile-syntax';
import { dockerfileUser } from './dockerfile/dockerfile-user';
import { dockerfileUserGroup } from './dockerfile/dockerfile-user-group';
import { dockerfileUserMissing } from './dockerfile/dockerfile-user-missing';
import { dockerfileUserName } from './dockerfile/dockerfile-user-name';
import { dockerfileUserRange } from './dockerfile/dockerfile-user-range';
import { dockerfileUserRoot } from './dockerfile/dockerfile-user-root';
import { dockerfileUserVariable } from './dockerfile/dockerfile-user-variable';
import { dockerfileVolumeSocket } from './dockerfile/dockerfile-volume-socket';
import { dockerfileVolumes } from './dockerfile/dockerfile-volumes';
import { dockerfileWorldWritable } from './dockerfile/dockerfile-world-writable';
import { dockerfileWritablePaths } from './dockerfile/dockerfile-writable-paths';
import { claimOwners } from './hardened/claim-owners';
import { controlPlaneNodes } from './hardened/control-plane-nodes';
import { cpuResources } from './hardened/cpu-resources';
import { deviceAccess } from './hardened/device-access';
import { dnsPolicy } from './hardened/dns-policy';
import { duplicateEnv } from './hardened/duplicate-env';
import { emptyDirSizeLimit } from './hardened/empty-dir-size-limit';
import { ephemeralContainers } from './hardened/ephemeral-containers';
import { ephemeralStorage } from './hardened/ephemeral-storage';
import { extraNetworks } from './hardened/extra-networks';
import { fsGroup } from './hardened/fs-group';
import { fsGroupChangePolicy } from './hardened/fs-group-change-policy';
import { groupId } from './hardened/group-id';
import { hiddenClaimData } from './hardened/hidden-claim-data';
import { highGroupId } from './hardened/high-group-id';
import { highUserId } from './hardened/high-user-id';
import { hostAliases } from './hardened/host-aliases';
import { imageDigest } from './hardened/image-digest';
import { imagePullPolicy } from './hardened/image-pull-policy';
import { imageTag } from './hardened/image-tag';
import { imageVolumes } from './hardened/image-volumes';
import { inlineCsi } from './hardened/inline-csi';
import { literalSecrets } from './hardened/literal-secrets';
import { loaderVariables } from './hardened/loader-variables';
import { memoryResources } from './hardened/memory-resources';
import { meshInjection } from './hardened/mesh-injection';
import { mountPropagation } from './hardened/mount-propagation';
import { nodeName } from './hardened/node-name';
import { priorityClass } from './hardened/priority-class';
import { readOnlyRootFilesystem } from './hardened/read-only-root-filesystem';
import { requiredScc } from './hardened/required-scc';
import { reservedMountPaths } from './hardened/reserved-mount-paths';
import { runtimeAnnotations } from './hardened/runtime-annotations';
import { runtimeClass } from './hardened/runtime-class';
import { runtimeEnvironment } from './hardened/runtime-environment';
import { runtimeSocket } from './hardened/runtime-socket';
import { secretsFromEnv } from './hardened/secrets-from-env';
import { seededPaths } from './hardened/seeded-paths';
import { sensitiveHostPaths } from './hardened/sensitive-host-paths';
import { serviceAccountField } from './hardened/service-account-field';
import { serviceAccountToken } from './hardened/service-account-token';
import { serviceLinks } from './hardened/service-links';
import { sharedProcessNamespace } from './hardened/shared-process-namespace';
import { sshPort } from './hardened/ssh-port';
import { sudo } from './hardened/sudo';
import { supplementalGroups } from './hardened/supplemental-groups';
import { terminationMessagePath } from './hardened/termination-message-path';
import { tokenAudience } from './hardened/token-audience';
import { tokenLifetime } from './hardened/token-lifetime';
import { tolerations } from './hardened/tolerations';
import { undeclaredWritablePaths } from './hardened/undeclared-writable-paths';
import { userId } from './hardened/user-id';
import { windows } from './hardened/windows';
import { writableHostPath } from './hardened/writable-host-path';
import { writablePaths } from './hardened/writable-paths';
import { writableSystemDirectories } from './hardened/writable-system-directories';
import { clusterAdmin } from './objects/cluster-admin';
import { configMapSecrets } from './objects/config-map-secrets';
import { defaultNamespace } from './objects/default-namespace';
import { mergeKeys } from './objects/merge-keys';
import { namespaceEnforce } from './objects/namespace-enforce';
import { nestedLists } from './objects/nested-lists';
import { persistentVolumeHostPath } from './objects/persistent-volume-host-path';
import { podTemplate } from './objects/pod-template';
import { serviceAccountAutomount } from './objects/service-account-automount';
import { serviceAccountTokenSecret } from './objects/service-account-token-secret';
import { unevaluatedPodTemplate } from './objects/unevaluated-pod-template';
import { unsafeCustomValue } from './objects/unsafe-custom-value';
import { unsafeCustomValueRestricted } from './objects/unsafe-custom-value-restricted';
import { unsafeEmbeddedText } from './objects/unsafe-embedded-text';
import { unsafeEmbeddedTextRestricted } from './objects/unsafe-embedded-text-restricted';
import { unsafeGrants } from './objects/unsafe-grants';
import { wildcardRbac } from './objects/wildcard-rbac';
import { OUTPUT_CONTROLS } from './output';
import { autopilotCapabilities } from './platform/autopilot-capabilities';
import { autopilotEphemeralStorage } from './platform/autopilot-ephemeral-storage';
import { autopilotHostPaths } from './platform/autopilot-host-paths';
import { autopilotResources } from './platform/autopilot-resources';
import { autopilotUnknown } from './platform/autopilot-unknown';
import { openshiftIds } from './platform/openshift-ids';
import { openshiftProfiles } from './platform/openshift-profiles';
import { openshiftUserNamespace } from './platform/openshift-user-namespace';
import { platformAssignedIds } from './platform/platform-assigned-ids';
import { allowPrivilegeEscalation } from './restricted/allow-privilege-escalation';
import { capabilitiesRestricted } from './restricted/capabilities-restricted';
import { procMountRestricted } from './restricted/proc-mount-restricted';
import { restrictedVolumes } from './restricted/restricted-volumes';
import { runAsNonRoot } from './restricted/run-as-non-root';
import { runAsUser } from './restricted/run-as-user';
import { seccompProfileRestricted } from './restricted/seccomp-profile-restricted';
import { capabilityNames } from './startup/capability-names';
import { dataDirectory } from './startup/data-directory';
import { emptyVolumeCommand } from './startup/empty-volume-command';
import { emptyVolumeWorkingDir } from './startup/empty-volume-working-dir';
import { fieldTypes } from './startup/field-types';
import { fsGroupVolumes } from './startup/fs-group-volumes';
import { groupWithoutUser } from './startup/group-without-user';
import { inertNetBindService } from './startup/inert-net-bind-service';
import { lowPorts } from './startup/low-ports';
import { memoryScratchLimit } from './startup/memory-scratch-limit';
import { mountUnderReadOnly } from './startup/mount-under-read-only';
import { newerThanTarget } from './startup/newer-than-target';
import { nonRootUidZero } from './startup/non-root-uid-zero';
import { procMountUserNamespace } from './startup/proc-mount-user-namespace';
import { requestsWithinLimits } from './startup/requests-within-limits';
import { seedShell } from './startup/seed-shell';
import { tokenReadable } from './startup/token-readable';
import { uniqueContainerNames } from './startup/unique-container-names';
import { uniqueMountPaths } from './startup/unique-mount-paths';
import { userNamespace } from './startup/user-namespace';
import { vaultAgentToken } from './startup/vault-agent-token';
import { volumeMountsResolve } from './startup/volume-mounts-resolve';
import { volumeNames } from './startup/volume-names';
import { WAIVER_CONTROLS } from './waivers';

/**
 * Every control, in the order in which findings are told and fixes are made. The order of fixes matters in three places:
 * fsGroup before its change policy, scratch volumes before the seeds that fill them, and those and their sizes before the storage
 * limits that sum them up.
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
  terminationMessagePath,
  userId,
  highUserId,
  groupId,
  highGroupId,
  fsGroup,
  fsGroupChangePolicy,
  supplementalGroups,
  sharedProcessNamespace,
  serviceAccountToken,
  tokenAudience,
  tokenLifetime,
  serviceAccountField,
  serviceLinks,
  writableHostPath,
  writablePaths,
  undeclaredWritablePaths,
  hiddenClaimData,
  seededPaths,
  claimOwners,
  runtimeEnvironment,
  emptyDirSizeLimit,
  cpuResources,
  memoryResources,
  ephemeralStorage,
  imageTag,
  imageDigest,
  imagePullPolicy,
  imageVolumes,
  literalSecrets,
  secretsFromEnv,
  duplicateEnv,
  loaderVariables,
  sudo,
  runtimeSocket,
  sensitiveHostPaths,
  mountPropagation,
  writableSystemDirectories,
  reservedMountPaths,
  deviceAccess,
  inlineCsi,
  sshPort,
  hostAliases,
  dnsPolicy,
  extraNetworks,
  meshInjection,
  priorityClass,
  tolerations,
  controlPlaneNodes,
  nodeName,
  runtimeClass,
  runtimeAnnotations,
  requiredScc,
  ephemeralContainers,
  windows,
  // hardened: objects that are no workloads
  defaultNamespace,
  persistentVolumeHostPath,
  serviceAccountAutomount,
  serviceAccountTokenSecret,
  namespaceEnforce,
  clusterAdmin,
  wildcardRbac,
  configMapSecrets,
  unevaluatedPodTemplate,
  unsafeCustomValue,
  unsafeCustomValueRestricted,
  unsafeEmbeddedText,
  unsafeEmbeddedTextRestricted,
  unsafeGrants,
  podTemplate,
  nestedLists,
  mergeKeys,
  // hardened: Dockerfiles
  dockerfileUserMissing,
  dockerfileUserRoot,
  dockerfileUserName,
  dockerfileUserVariable,
  dockerfileUserRange,
  dockerfileUserGroup,
  dockerfileStartRoot,
  dockerfileImageTag,
  dockerfileCopyOwner,
  dockerfileAddUrl,
  dockerfileSecrets,
  dockerfileSecretCopies,
  dockerfileSudo,
  dockerfileAdminGroups,
  dockerfileRootAccounts,
  dockerfileSetuid,
  dockerfileCapabilities,
  dockerfileWorldWritable,
  dockerfileLoaderVariables,
  dockerfileInsecureRun,
  dockerfileHostNetwork,
  dockerfileVolumeSocket,
  dockerfileSyntax,
  dockerfileLowPorts,
  dockerfileShellForm,
  // hardened: workloads whose Dockerfiles are known
  dockerfileRunAs,
  dockerfileUser,
  dockerfileVolumes,
  dockerfileHiddenFiles,
  dockerfileWritablePaths,
  dockerfilePorts,
  // platforms
  platformAssignedIds,
  openshiftIds,
  openshiftUserNamespace,
  openshiftProfiles,
  autopilotResources,
  autopilotEphemeralStorage,
  autopilotHostPaths,
  autopilotCapabilities,
  autopilotUnknown,
  // will it start
  fieldTypes,
  uniqueContainerNames,
  volumeNames,
  volumeMountsResolve,
  uniqueMountPaths,
  mountUnderReadOnly,
  emptyVolumeCommand,
  emptyVolumeWorkingDir,
  dataDirectory,
  seedShell,
  nonRootUidZero,
  groupWithoutUser,
  capabilityNames,
  inertNetBindService,
  lowPorts,
  memoryScratchLimit,
  requestsWithinLimits,
  userNamespace,
  tokenReadable,
  vaultAgentToken,
  newerThanTarget,
  procMountUserNamespace,
  fsGroupVolumes,
  // always
  ...DECLARATIONS,
  ...OUTPUT_CONTROLS,
  ...WAIVER_CONTROLS,
];
