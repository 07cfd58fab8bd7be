import { always, PodControl } from '../control';
import { at, everyContainer } from '../violations';

export const ephemeralContainers: PodControl = {
  id: 'ephemeral-containers',
  title: 'No ephemeral containers',
  level: 'hardened',
  risk: 'low',
  why: 'A debug container that someone left behind has a shell and tools; no new pod starts with it.',
  remedy: 'remove it; `kubectl debug` adds one to a running pod when you need it',
  spec: {
    rules: [{ fields: ['spec.ephemeralContainers'], allowed: '[], undefined' }],
    notes: ['The API server refuses them in a new pod. They are added only through the subresource ephemeralcontainers of a running one.'],
  },
  admission: [{ each: 'container', violates: 'c.name in variables.ephemeralContainers', value: 'c.name' }],
  reads: { needs: ['spec.ephemeralContainers'] },
  checks: always(everyContainer((container) => container.isEphemeral ? at(container, ['name']) : undefined)),
};
