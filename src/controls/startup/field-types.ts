/*
 * Every field holds a value of its type: text is no truth and no number (`privileged: "true"`), an object is no list.
 *
 * Restricted fields: those of manifest/pod-shape.ts
 * Allowed values:    the type of the field in the Kubernetes API; null, which is absent; ids from 0 to 2147483647
 *
 * The API server refuses anything else. Other controls read it as absent, so without this one it would pass them.
 */
import { Path, read } from '../../manifest/json';
import { ContainerView, PodView } from '../../manifest/pod';
import { METADATA_SHAPE, POD_SHAPE } from '../../manifest/pod-shape';
import { Misfit, misfits } from '../../manifest/shape';
import { always, at, NONE, PodControl, Violation, Violations } from '../control';

export const fieldTypes: PodControl = {
  id: 'field-types',
  title: 'Values of the right types',
  level: 'pss-baseline',
  severity: 'error',
  why: 'The API server refuses the pod, and whoever reads the manifest before it may take the field for unset.',
  remedy: 'write a value of the type that the Kubernetes API has for this field',
  knownAs: {},
  checks: always(check),
};

function check(pod: PodView): Violations {
  const inSpec = misfits(pod.json, POD_SHAPE);
  const inMetadata = misfits(pod.metadata, METADATA_SHAPE);
  return inSpec.length === 0 && inMetadata.length === 0
    ? NONE
    : [...inSpec.map((misfit) => specViolation(pod, misfit)), ...inMetadata.map((misfit) => metadataViolation(pod, misfit))];
}

function specViolation(pod: PodView, { path, expected }: Misfit): Violation {
  const container = containerAt(pod, path);
  return container ? at(container, path.slice(2), mustBe(expected)) : at(pod, path, mustBe(expected));
}

function metadataViolation(pod: PodView, { path, expected }: Misfit): Violation {
  return { path: [...pod.metadataPath, ...path], value: read(pod.metadata, path), detail: mustBe(expected) };
}

function containerAt(pod: PodView, [list, index]: Path): ContainerView | undefined {
  return pod.containers.find((container) => container.list === list && container.index === index);
}

function mustBe(expected: string): string {
  return `must be ${expected}`;
}
