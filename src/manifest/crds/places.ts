import { CustomPods } from '../custom-pods';

/** The places of a family of kinds, by API group and kind. */
export interface CustomKinds {
  readonly [groupKind: string]: readonly CustomPods[];
}

/** The part of a pod is the object that holds it. */
export const SAME = { spec: '' };
export const CONTAINERS = { 'initContainers.*': 'initContainers', 'containers.*': 'containers' } as const;
export const TEMPLATE_CONTAINERS = { 'spec.initContainers.*': 'initContainers', 'spec.containers.*': 'containers' } as const;

/** Pod templates that make pods as they stand. */
export function templates(...paths: readonly string[]): readonly CustomPods[] {
  return paths.map((at) => ({ at }));
}

/** Pod templates that an operator merges into its own, containers by their names: what is missing may be the operator's to fill in. */
export function mergedTemplates(...paths: readonly string[]): readonly CustomPods[] {
  return paths.map((at) => ({ at, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS } }));
}
