import { isAbsent, isObject, JsonObject, Path, read } from '../../../formats/manifest/json';
import { groupKind, POD_TEMPLATES } from '../../../formats/manifest/workload';
import { Violation, Violations } from '../check';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

export const podTemplate: ObjectControl = {
  id: 'pod-template',
  title: 'A pod template with containers',
  level: 'pss-baseline',
  risk: 'refused',
  why: 'The API server refuses the workload, and tools that read the manifest cannot check it.',
  remedy: 'write the pod template as an object, with at least one container in its spec',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: ['spec, spec.template, spec.template.spec and similar fields; metadata of the template; containers'],
      allowed: 'objects; metadata may be undefined; containers with at least one element',
    }],
    notes: ['The control field-types reports a value of containers that is not a list.'],
  },
  kinds: Object.keys(POD_TEMPLATES),
  checkObject: (object) => {
    const template = POD_TEMPLATES[groupKind(object)] ?? [];
    const holder = read(object, template);
    return listOf(isObject(holder) && isObject(holder.spec) && isObjectOrAbsent(holder.metadata) && hasContainers(holder.spec)
      ? undefined
      : violationsIn(object, template));
  },
};

function isObjectOrAbsent(value: unknown): boolean {
  return isAbsent(value) || isObject(value);
}

function hasContainers({ containers }: JsonObject): boolean {
  return Array.isArray(containers) ? containers.length > 0 : !isAbsent(containers);
}

function violationsIn(object: JsonObject, template: Path): Violations {
  const metadata = [...template, 'metadata'];
  return [
    ...(isObjectOrAbsent(read(object, metadata)) ? [] : [violation(object, metadata, 'must be an object')]),
    ...specViolations(object, [...template, 'spec']),
  ];
}

function specViolations(object: JsonObject, spec: Path): Violations {
  const places = spec.map((_, index) => spec.slice(0, index + 1));
  const broken = places.find((place) => !isObject(read(object, place)));
  if (broken) {
    return [violation(object, broken, 'must be an object')];
  }
  const isEmpty = !hasContainers(read(object, spec) as JsonObject);
  return isEmpty ? [violation(object, [...spec, 'containers'], 'must contain at least one container')] : [];
}

function violation(object: JsonObject, path: Path, detail: string): Violation {
  return { path, value: read(object, path), detail };
}
