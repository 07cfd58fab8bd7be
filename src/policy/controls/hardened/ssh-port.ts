import { asObject, isAbsent } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const sshPort: PodControl = {
  id: 'ssh-port',
  title: 'No SSH server',
  level: 'hardened',
  risk: 'medium',
  why: 'An SSH server lets users into the container without the API server, RBAC and the audit log.',
  remedy: 'remove the server, and use `kubectl exec` or `kubectl debug`',
  spec: {
    rules: [{ fields: [ofContainers('ports[*].containerPort')], allowed: 'any port except 22 over TCP' }],
  },
  admission: [{
    each: 'container',
    in: 'c.?ports.orValue([])',
    violates: 'it.containerPort == 22 && it.?protocol.orValue(\'TCP\') == \'TCP\'',
    value: '\'22\'',
  }],
  reads: { needs: ['containers[*].ports'] },
  checks: always(everyContainer((container) => everyEntry(container.ports, (port, index) => {
    const { containerPort, protocol } = asObject(port);
    return containerPort === 22 && (isAbsent(protocol) || protocol === 'TCP')
      ? at(container, ['ports', index, 'containerPort'])
      : undefined;
  }))),
};
