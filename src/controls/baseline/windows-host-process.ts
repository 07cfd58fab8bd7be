/*
 * A Windows HostProcess container runs on the node itself.
 *
 * Restricted fields: spec.securityContext.windowsOptions.hostProcess
 *                    spec.{initContainers,containers,ephemeralContainers}[*].securityContext.windowsOptions.hostProcess
 * Allowed values:    false, undefined
 * Versions:          1.0+
 */
import { asObject } from '../../manifest/json';
import { always, PodControl } from '../control';
import { everySecurityContext } from '../security-context';

export const windowsHostProcess: PodControl = {
  id: 'windows-host-process',
  title: 'No Windows HostProcess container',
  level: 'pss-baseline',
  severity: 'error',
  why: 'A HostProcess container has the access of the node\'s own administrator.',
  remedy: 'remove `windowsOptions.hostProcess`',
  checks: always(everySecurityContext('windowsOptions', (options) => asObject(options).hostProcess === true ? [['hostProcess']] : [])),
};
