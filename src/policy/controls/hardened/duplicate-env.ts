import { asObject, asString } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const duplicateEnv: PodControl = {
  id: 'duplicate-env',
  title: 'Each environment variable once',
  level: 'hardened',
  risk: 'low',
  why: 'Only the last value is used, so it may not be the value that was reviewed.',
  remedy: 'remove all but one of them',
  spec: {
    rules: [{ fields: [ofContainers('env[*].name')], allowed: 'each name once' }],
    notes: ['This is a warning, because the pod runs. `kubectl apply` merges the list by name, so a later change can remove the wrong '
      + 'entry.'],
  },
  admission: [{ each: 'container', in: 'c.?env.orValue([])', violates: 'c.env.filter(e, e.name == it.name).size() > 1', value: 'it.name' }],
  reads: { needs: ['containers[*].env'] },
  checks: always(everyContainer(repeated)),
};

function repeated(container: ContainerView): Found {
  const names = new Set<unknown>();
  return everyEntry(container.env, (entry, index) => {
    const name = asString(asObject(entry).name);
    if (names.has(name)) {
      return at(container, ['env', index, 'name'], 'another variable of this container has the same name');
    }
    if (name !== undefined) {
      names.add(name);
    }
    return undefined;
  });
}
