import { read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { CONTAINER_SHAPE } from '../../../formats/manifest/schema/container';
import { METADATA_SHAPE, POD_SHAPE } from '../../../formats/manifest/schema/pod';
import { Misfit, misfits } from '../../../formats/manifest/schema/shape';
import { Violation, Found } from '../check';
import { always, PodControl } from '../control';
import { HIDDEN } from '../secrets/secret-forms';
import { at, both, everyContainer, everyEntry } from '../violations';

const inContainers = everyContainer((container) => everyEntry(misfits(container.json, CONTAINER_SHAPE), ({ path, expected }) =>
  withoutSecret(at(container, path, mustBe(expected)))));

export const fieldTypes: PodControl = {
  id: 'field-types',
  title: 'Values of the right types',
  level: 'pss-baseline',
  risk: 'refused',
  why: 'The API server refuses the pod, and tools that read the manifest may treat the field as unset.',
  remedy: 'write a value of the type that this field has in the Kubernetes API',
  refusedBy: 'api-server',
  spec: {
    rules: [{
      fields: ['every field of a pod and its containers that a control reads'],
      allowed: 'the type of the field in the Kubernetes API, for example a boolean for privileged, not the string "true"; null, which '
        + 'means absent; ids from 0 to 2147483647',
    }],
  },
  reads: { fields: ['metadata', 'spec'] },
  checks: always((pod, context) => both(ofPod(pod), inContainers(pod, context))),
};

function ofPod(pod: PodView): Found {
  const inSpec = everyEntry(misfits(pod.json, POD_SHAPE), ({ path, expected }) => at(pod, path, mustBe(expected)));
  return both(inSpec, everyEntry(misfits(pod.metadata, METADATA_SHAPE), (misfit) => metadataViolation(pod, misfit)));
}

function metadataViolation(pod: PodView, { path, expected }: Misfit): Violation {
  return { path: [...pod.metadataPath, ...path], value: read(pod.metadata, path), detail: mustBe(expected) };
}

function mustBe(expected: string): string {
  return `must be ${expected}`;
}

/** Fields in which any text may be a secret: any word of a command can be a password. */
const WITH_SECRETS = new Set<string | number>(['env', 'command', 'args', 'exec']);

/** Hides the value, except for the name of a variable. YAML reads a name such as YES as true, so names have findings too. */
function withoutSecret(violation: Violation): Violation {
  const { path, value } = violation;
  const isShown = typeof value === 'boolean' || (path.at(-1) === 'name' && !isContainer(value));
  return path.some((step) => WITH_SECRETS.has(step)) && !isShown ? { ...violation, value: HIDDEN } : violation;
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
