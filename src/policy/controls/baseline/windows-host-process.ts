import { asObject } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { everySecurityContext } from '../security-context';
import { ofSecurityContexts } from '../specification';

export const windowsHostProcess: PodControl = {
  id: 'windows-host-process',
  title: 'No Windows HostProcess container',
  level: 'pss-baseline',
  risk: 'critical',
  riskNote: 'Trivy and Polaris rate it medium. Such a container runs on the node itself, and can run as an administrator.',
  why: 'A HostProcess container can have the access of an administrator of the node.',
  remedy: 'remove `windowsOptions.hostProcess`',
  spec: {
    rules: [{ fields: ofSecurityContexts('windowsOptions.hostProcess'), allowed: [false, undefined] }],
  },
  reads: { needs: ['spec.securityContext.windowsOptions', 'containers[*].securityContext.windowsOptions'] },
  checks: always(everySecurityContext('windowsOptions', (options) => asObject(options).hostProcess === true ? [['hostProcess']] : [])),
};
