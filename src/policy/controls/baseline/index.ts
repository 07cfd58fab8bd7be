import { Control } from '../control';
import { appArmorProfile } from './app-armor-profile';
import { capabilitiesBaseline } from './capabilities-baseline';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbesAndLifecycle } from './host-probes-and-lifecycle';
import { privileged } from './privileged';
import { procMount } from './proc-mount';
import { seccompProfileBaseline } from './seccomp-profile-baseline';
import { selinuxOptions } from './selinux-options';
import { sysctls } from './sysctls';
import { windowsHostProcess } from './windows-host-process';

/** The controls of the Pod Security Standards at the level baseline. */
export const BASELINE: readonly Control[] = [
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
];
