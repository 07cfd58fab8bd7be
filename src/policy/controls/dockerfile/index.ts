import { Control } from '../control';
import { dockerfileAddUrl } from './dockerfile-add-url';
import { dockerfileAdminGroups } from './dockerfile-admin-groups';
import { dockerfileCapabilities } from './dockerfile-capabilities';
import { dockerfileCopyOwner } from './dockerfile-copy-owner';
import { dockerfileDisabledSecurity } from './dockerfile-disabled-security';
import { dockerfileFileCapabilities } from './dockerfile-file-capabilities';
import { dockerfileHiddenFiles } from './dockerfile-hidden-files';
import { dockerfileHostNetwork } from './dockerfile-host-network';
import { dockerfileImageTag } from './dockerfile-image-tag';
import { dockerfileInsecureRun } from './dockerfile-insecure-run';
import { dockerfileLoaderVariables } from './dockerfile-loader-variables';
import { dockerfileLowPorts } from './dockerfile-low-ports';
import { dockerfilePasswords } from './dockerfile-passwords';
import { dockerfilePorts } from './dockerfile-ports';
import { dockerfileRootAccounts } from './dockerfile-root-accounts';
import { dockerfileRunAs } from './dockerfile-run-as';
import { dockerfileSecretCopies } from './dockerfile-secret-copies';
import { dockerfileSecrets } from './dockerfile-secrets';
import { dockerfileSetuid } from './dockerfile-setuid';
import { dockerfileShellForm } from './dockerfile-shell-form';
import { dockerfileStartRoot } from './dockerfile-start-root';
import { dockerfileSudo } from './dockerfile-sudo';
import { dockerfileSyntax } from './dockerfile-syntax';
import { dockerfileSystemFiles } from './dockerfile-system-files';
import { dockerfileUser } from './dockerfile-user';
import { dockerfileUserGroup } from './dockerfile-user-group';
import { dockerfileUserMissing } from './dockerfile-user-missing';
import { dockerfileUserName } from './dockerfile-user-name';
import { dockerfileUserRange } from './dockerfile-user-range';
import { dockerfileUserRoot } from './dockerfile-user-root';
import { dockerfileUserVariable } from './dockerfile-user-variable';
import { dockerfileVolumeSocket } from './dockerfile-volume-socket';
import { dockerfileVolumes } from './dockerfile-volumes';
import { dockerfileWorkingDir } from './dockerfile-working-dir';
import { dockerfileWorldWritable } from './dockerfile-world-writable';
import { dockerfileWritablePaths } from './dockerfile-writable-paths';

/** The controls on Dockerfiles, and on workloads whose Dockerfiles are known. */
export const DOCKERFILE_CONTROLS: readonly Control[] = [
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
  dockerfilePasswords,
  dockerfileSystemFiles,
  dockerfileSetuid,
  dockerfileCapabilities,
  dockerfileWorldWritable,
  dockerfileLoaderVariables,
  dockerfileDisabledSecurity,
  dockerfileWorkingDir,
  dockerfileInsecureRun,
  dockerfileHostNetwork,
  dockerfileVolumeSocket,
  dockerfileSyntax,
  dockerfileLowPorts,
  dockerfileShellForm,
  // Controls on workloads whose Dockerfiles are known.
  dockerfileRunAs,
  dockerfileUser,
  dockerfileVolumes,
  dockerfileHiddenFiles,
  dockerfileWritablePaths,
  dockerfileFileCapabilities,
  dockerfilePorts,
];
