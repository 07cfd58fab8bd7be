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
  why: 'A non-root program gets the capability only if its file has it too (`setcap`): any other still cannot open a port below 1024.',
  remedy: 'waive it for an image of yours whose program has file capabilities, and does not start without it; for any other, remove it and '
    + 'listen on 1024 or above, or set the sysctl `net.ipv4.ip_unprivileged_port_start`',
  remedyInCode: {
    hardened: 'waive it for an image of yours whose program has file capabilities, and does not start without it; for any '
    + 'other, remove it and declare the port: the sysctl that opens it is then added',
  },
  spec: {
    rules: [{
      fields: [ofContainers('securityContext.capabilities.add')],
      allowed: 'anything but NET_BIND_SERVICE, in any case, if allowPrivilegeEscalation is false and the user is not root; anything if '
        + 'file capabilities of the image are known: from its Dockerfile, or from '
        + 'docs/reference/images.md, as of coredns, ingress-nginx and caddy',
    }],
    notes: [
      'Kubernetes sets no ambient capabilities: a process that does not start as root has only the capabilities of its file. An entry '
        + 'point with the file capability gets it although allowPrivilegeEscalation is false, and under `drop: [ALL]` does not start '
        + 'unless the container adds it: `exec: operation not permitted`. Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3.',
      'Only the image shows which of the two it is, so this is a warning. The control image-capabilities '
        + 'reports known images that need a capability and do not get it.',
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
