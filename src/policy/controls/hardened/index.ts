import { Control } from '../control';
import { claimOwners } from './claim-owners';
import { commandSecrets } from './command-secrets';
import { controlPlaneNodes } from './control-plane-nodes';
import { cpuResources } from './cpu-resources';
import { deviceAccess } from './device-access';
import { disabledSecurity } from './disabled-security';
import { dnsPolicy } from './dns-policy';
import { downloadedCode } from './downloaded-code';
import { duplicateEnv } from './duplicate-env';
import { egressPolicy } from './egress-policy';
import { emptyDirSizeLimit } from './empty-dir-size-limit';
import { ephemeralContainers } from './ephemeral-containers';
import { ephemeralStorage } from './ephemeral-storage';
import { extraNetworks } from './extra-networks';
import { fsGroup } from './fs-group';
import { fsGroupChangePolicy } from './fs-group-change-policy';
import { groupId } from './group-id';
import { hiddenClaimData } from './hidden-claim-data';
import { highGroupId } from './high-group-id';
import { highUserId } from './high-user-id';
import { hostAliases } from './host-aliases';
import { imageDigest } from './image-digest';
import { imageLock } from './image-lock';
import { imagePullPolicy } from './image-pull-policy';
import { imageRegistry } from './image-registry';
import { imageTag } from './image-tag';
import { imageVolumes } from './image-volumes';
import { inlineCsi } from './inline-csi';
import { literalSecrets } from './literal-secrets';
import { loaderVariables } from './loader-variables';
import { memoryResources } from './memory-resources';
import { meshInjection } from './mesh-injection';
import { mountPropagation } from './mount-propagation';
import { networkPolicy } from './network-policy';
import { nodeName } from './node-name';
import { priorityClass } from './priority-class';
import { readOnlyRootFilesystem } from './read-only-root-filesystem';
import { requiredScc } from './required-scc';
import { reservedMountPaths } from './reserved-mount-paths';
import { runtimeAnnotations } from './runtime-annotations';
import { runtimeClass } from './runtime-class';
import { runtimeEnvironment } from './runtime-environment';
import { runtimeSocket } from './runtime-socket';
import { secretsFromEnv } from './secrets-from-env';
import { seededPaths } from './seeded-paths';
import { sensitiveHostPaths } from './sensitive-host-paths';
import { serviceAccountExists } from './service-account-exists';
import { serviceAccountField } from './service-account-field';
import { serviceAccountToken } from './service-account-token';
import { serviceLinks } from './service-links';
import { sharedProcessNamespace } from './shared-process-namespace';
import { sshPort } from './ssh-port';
import { sudo } from './sudo';
import { supplementalGroups } from './supplemental-groups';
import { terminationMessagePath } from './termination-message-path';
import { terminationMessagePolicy } from './termination-message-policy';
import { tokenAudience } from './token-audience';
import { tokenLifetime } from './token-lifetime';
import { tolerations } from './tolerations';
import { undeclaredWritablePaths } from './undeclared-writable-paths';
import { userId } from './user-id';
import { volumeModes } from './volume-modes';
import { windows } from './windows';
import { workingDir } from './working-dir';
import { writableHostPath } from './writable-host-path';
import { writablePaths } from './writable-paths';
import { writableSystemDirectories } from './writable-system-directories';

/** The controls on pods beyond the Pod Security Standards. */
export const HARDENED: readonly Control[] = [
  readOnlyRootFilesystem,
  terminationMessagePath,
  terminationMessagePolicy,
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
  serviceAccountExists,
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
  imageLock,
  imageRegistry,
  imagePullPolicy,
  imageVolumes,
  literalSecrets,
  commandSecrets,
  secretsFromEnv,
  volumeModes,
  duplicateEnv,
  disabledSecurity,
  downloadedCode,
  loaderVariables,
  sudo,
  runtimeSocket,
  sensitiveHostPaths,
  workingDir,
  mountPropagation,
  writableSystemDirectories,
  reservedMountPaths,
  deviceAccess,
  inlineCsi,
  sshPort,
  hostAliases,
  networkPolicy,
  egressPolicy,
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
];
