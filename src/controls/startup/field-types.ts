import { read } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { CONTAINER_SHAPE } from '../../manifest/schema/container';
import { METADATA_SHAPE, POD_SHAPE } from '../../manifest/schema/pod';
import { Misfit, misfits } from '../../manifest/schema/shape';
import { always, at, everyContainer, NONE, PodControl, Violation } from '../control';

const inContainers = everyContainer((container) => {
  const found = misfits(container.json, CONTAINER_SHAPE);
  return found.length === 0 ? NONE : found.map(({ path, expected }) => withoutSecret(at(container, path, mustBe(expected))));
});

export const fieldTypes: PodControl = {
  id: 'field-types',
  title: 'Values of the right types',
  level: 'pss-baseline',
  severity: 'error',
  why: 'The API server refuses the pod, and tools that read the manifest may treat the field as unset.',
  remedy: 'write a value of the type that the Kubernetes API has for this field',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: ['every field of a pod and its containers that a control reads'],
      allowed: 'the type of the field in the Kubernetes API, such as a boolean for privileged and not the string "true"; null, which is absent; ids from 0 to 2147483647',
    }],
  },
  checks: always((pod, settings) => {
    const outside = misfits(pod.json, POD_SHAPE);
    const inMetadata = misfits(pod.metadata, METADATA_SHAPE);
    const inside = inContainers(pod, settings);
    return outside.length === 0 && inMetadata.length === 0 ? inside : [
      ...outside.map(({ path, expected }) => at(pod, path, mustBe(expected))),
      ...inMetadata.map((misfit) => metadataViolation(pod, misfit)),
      ...inside,
    ];
  }),
};

function metadataViolation(pod: PodView, { path, expected }: Misfit): Violation {
  return { path: [...pod.metadataPath, ...path], value: read(pod.metadata, path), detail: mustBe(expected) };
}

function mustBe(expected: string): string {
  return `must be ${expected}`;
}

/** What stands in an environment may be a secret, of whatever type it is. */
function withoutSecret(violation: Violation): Violation {
  return violation.path.includes('env') ? { ...violation, value: '(hidden)' } : violation;
}
