import { always, PodControl } from '../control';
import { at, everyContainer } from '../violations';

export const ephemeralContainers: PodControl = {
  id: 'ephemeral-containers',
  title: 'No ephemeral containers',
  level: 'hardened',
  risk: 'low',
  why: 'A leftover debug container has a shell and tools, and the API server refuses it in a new pod.',
  remedy: 'remove it; `kubectl debug` adds one to a running pod when you need it',
  spec: {
    rules: [{ fields: ['spec.ephemeralContainers'], allowed: '[], undefined' }],
    notes: ['The API server refuses them in a new pod. They can be added only to a running pod, through its subresource '
      + 'ephemeralcontainers.'],
  },
  admission: [{ each: 'container', violates: 'c.name in variables.ephemeralContainers', value: 'c.name' }],
  reads: { needs: ['spec.ephemeralContainers'] },
  checks: always(everyContainer((container) => container.isEphemeral ? at(container, ['name']) : undefined)),
};
