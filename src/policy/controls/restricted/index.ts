import { Control } from '../control';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { capabilitiesRestricted } from './capabilities-restricted';
import { procMountRestricted } from './proc-mount-restricted';
import { restrictedVolumes } from './restricted-volumes';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seccompProfileRestricted } from './seccomp-profile-restricted';

/** The controls of the Pod Security Standards at the level restricted. */
export const RESTRICTED: readonly Control[] = [
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
];
