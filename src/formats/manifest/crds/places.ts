import { CustomPods } from '../custom-pods';
import { CONTAINER_SHAPE } from '../schema/container';

/** The places of a family of kinds, by API group and kind. */
export interface CustomKinds {
  readonly [groupKind: string]: readonly CustomPods[];
}

/** The object itself is the part of a pod. */
export const SAME = { spec: '' };
export const CONTAINERS = { 'initContainers.*': 'initContainers', 'containers.*': 'containers' } as const;
export const TEMPLATE_CONTAINERS = { 'spec.initContainers.*': 'initContainers', 'spec.containers.*': 'containers' } as const;

const OF_IMAGE: readonly string[] = ['image', 'imagePullPolicy', 'name'];
const IMAGE_ONLY = Object.fromEntries([...CONTAINER_SHAPE.fields!.keys()].filter((field) => !OF_IMAGE.includes(field))
  .map((field) => [field, undefined]));

/** The image that an author states for a container of an operator, in one pod or in several. Its other fields are the operator's. */
export function statedImage(at: string, name: string): CustomPods {
  return {
    at,
    part: {
      ...SAME,
      containers: { '': { list: 'containers', name, aliases: IMAGE_ONLY } },
      renamed: ['imagePullPolicy'],
      isOnlyImage: true,
    },
  };
}

/** Pod templates that make pods as they stand. */
export function templates(...paths: readonly string[]): readonly CustomPods[] {
  return paths.map((at) => ({ at }));
}

/** Pod templates that an operator merges into its own, containers by their names: the operator may fill in missing fields. */
export function mergedTemplates(...paths: readonly string[]): readonly CustomPods[] {
  return paths.map((at) => ({ at, part: { spec: 'spec', metadata: 'metadata', containers: TEMPLATE_CONTAINERS } }));
}
