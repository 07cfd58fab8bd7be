import { isAbsent } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyEntry } from '../violations';

export const uniqueContainerNames: PodControl = {
  id: 'unique-container-names',
  title: 'Unique container names',
  level: 'hardened',
  risk: 'refused',
  why: 'The API server refuses a pod with two containers of the same name. cdk8s-plus names every container without a name "main".',
  remedy: 'give each container its own name',
  refusedBy: 'api-server',
  spec: {
    rules: [{ fields: [ofContainers('name')], allowed: 'each name once' }],
  },
  reads: {},
  checks: always(check),
};

function check(pod: PodView): Found {
  if (pod.containers.length < 2) {
    return undefined;
  }
  const names = new Set<unknown>();
  return everyEntry(pod.containers, (container) => {
    const { name } = container.json;
    const isTwin = !isAbsent(name) && names.has(name);
    names.add(name);
    return isTwin ? at(container, ['name'], 'another container has the same name') : undefined;
  });
}
