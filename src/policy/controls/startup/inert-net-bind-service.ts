import { asArray, asObject } from '../../../formats/manifest/json';
import { STARTUP } from '../admission';
import { always, PodControl } from '../control';
import { builtImage } from '../dockerfile/built-images';
import { startsAsNonRoot } from '../effective';
import { knownImage } from '../known-images';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

const NET_BIND_SERVICE = /^(CAP_)?NET_BIND_SERVICE$/i;

export const inertNetBindService: PodControl = {
  id: 'inert-net-bind-service',
  title: 'No NET_BIND_SERVICE without effect',
  level: 'hardened',
  risk: 'low',
  why: 'A non-root program gets the capability only if its file has it, too (`setcap`). Any other program still cannot open a port below '
    + '1024.',
  remedy: 'waive it for your own image if its program has file capabilities and does not start without it; for other images, remove it and '
    + 'listen on 1024 or above, or set the sysctl `net.ipv4.ip_unprivileged_port_start`',
  remedyInCode: {
    hardened: 'waive it for your own image if its program has file capabilities and does not start without it; for other images, remove it '
      + 'and declare the port, so that the sysctl that opens it is added',
  },
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.capabilities.add')],
      allowed: 'no NET_BIND_SERVICE, in upper or lower case, if allowPrivilegeEscalation is false and the user is not root; anything if '
        + 'the file capabilities of the image are known from its Dockerfile, or from docs/reference/images.md, as for coredns, '
        + 'ingress-nginx and caddy',
    }],
    notes: [
      'Kubernetes does not set ambient capabilities, so a process that does not start as root has only the capabilities of its file. An '
        + 'entry point with the file capability gets it even if allowPrivilegeEscalation is false. With `drop: [ALL]`, it does not start '
        + 'unless the container adds the capability (`exec: operation not permitted`). Measured with Kubernetes 1.34, containerd 2.1 and '
        + 'runc 1.3.',
      'This is a warning, because only the image shows whether its program has the file capability. The control image-capabilities reports '
        + 'known images that need a capability and do not get it.',
    ],
  },
  admission: STARTUP,
  reads: {
    needs: ['containers[*].securityContext.capabilities'],
    fields: [
      'containers[*].image', 'containers[*].securityContext.allowPrivilegeEscalation', 'containers[*].securityContext.runAsNonRoot',
      'containers[*].securityContext.runAsUser', 'spec.securityContext.runAsNonRoot', 'spec.securityContext.runAsUser',
    ],
  },
  checks: always(everyContainer((container, context) => {
    const { allowPrivilegeEscalation, capabilities } = container.securityContext;
    const added = asArray(asObject(capabilities).add);
    return added.length === 0 || allowPrivilegeEscalation !== false || !startsAsNonRoot(container)
      || builtImage(container, context.choices)?.hasFileCapabilities || knownImage(container, context.choices)?.facts.fileCapabilities
      ? undefined
      : everyEntry(added, (name, index) => typeof name === 'string' && NET_BIND_SERVICE.test(name)
        ? at(container, ['securityContext', 'capabilities', 'add', index])
        : undefined);
  })),
};
