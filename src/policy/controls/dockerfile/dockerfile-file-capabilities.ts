import { OF_DOCKERFILE } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { everyBuiltImage } from './built-images';
import { asArray, asObject, textOf } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { BuiltImage } from '../../settings/images';
import { ofStartedContainers } from '../specification';
import { at } from '../violations';

export const dockerfileFileCapabilities: PodControl = {
  id: 'dockerfile-file-capabilities',
  title: 'The file capabilities that the Dockerfile sets',
  level: 'hardened',
  risk: 'low',
  why: 'The kernel does not start a program whose file has capabilities that the container drops: "exec ...: operation not permitted".',
  remedy: 'remove `setcap` from the Dockerfile, or add the capability again in `capabilities.add`',
  spec: {
    rules: [{
      fields: [ofStartedContainers('securityContext.capabilities.{drop,add}, if the container\'s Dockerfile is known to run setcap')],
      allowed: 'any added capability, or no ALL in drop',
    }],
    notes: [
      'A capability without the effective bit (`setcap cap_net_raw+p`) does not stop a program from starting, and neither do the '
        + 'capabilities of a file that is never started. In these cases, waive the finding.',
      '"Restricted" allows only NET_BIND_SERVICE. Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3.',
    ],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(droppedCapabilities)),
};

function droppedCapabilities(container: ContainerView, { source, hasFileCapabilities }: BuiltImage): Found {
  const { drop, add } = asObject(container.securityContext.capabilities);
  return !hasFileCapabilities || asArray(add).length > 0 || !asArray(drop).some((name) => textOf(name).toUpperCase() === 'ALL') ? undefined
    : at(container, ['securityContext', 'capabilities', 'add'],
      `${source} gives a file capabilities with setcap, and where the container drops ALL, `
        + 'that file does not start ("exec ...: operation not permitted")');
}
