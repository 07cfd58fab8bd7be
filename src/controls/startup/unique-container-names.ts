import { isAbsent } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl, Violations } from '../control';
import { ofContainers } from '../specification';

export const uniqueContainerNames: PodControl = {
  id: 'unique-container-names',
  title: 'Unique container names',
  level: 'hardened',
  severity: 'error',
  why: 'The API server refuses a pod with two containers of the same name. cdk8s-plus names every container without a name "main".',
  remedy: 'give each container its own name',
  refusedBy: 'api-server',
  spec: {
    rules: [{ fields: [ofContainers('name')], allowed: 'each name once' }],
  },
  checks: always(check),
};

function check(pod: PodView): Violations {
  if (pod.containers.length < 2) {
    return NONE;
  }
  const names = new Set<unknown>();
  return pod.containers.flatMap((container) => {
    const { name } = container.json;
    const isTwin = !isAbsent(name) && names.has(name);
    names.add(name);
    return isTwin ? [at(container, ['name'], 'another container has this name too')] : NONE;
  });
}
