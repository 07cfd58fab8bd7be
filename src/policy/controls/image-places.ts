import { asObject, isObject, JsonObject } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';

/** A field of a pod that contains an image. */
export interface ImagePlace {
  /** The object with the field. */
  readonly json: JsonObject;
  readonly field: 'image' | 'reference';
  /** The container or pod with that object. */
  readonly owner: ContainerView | PodView;
  readonly path: readonly (string | number)[];
}

/** The image field of a container. */
export function imageOf(container: ContainerView): ImagePlace {
  return { json: container.json, field: 'image', owner: container, path: ['image'] };
}

/** The image fields of a pod's volumes. */
export function volumeImagesOf(pod: PodView): readonly ImagePlace[] {
  return pod.volumes.flatMap((volume, index): readonly ImagePlace[] => {
    const { image } = asObject(volume);
    return isObject(image) ? [imageOfVolume(image, index, pod)] : [];
  });
}

/** The image field of a volume. */
export function imageOfVolume(image: JsonObject, index: number, pod: PodView): ImagePlace {
  return { json: image, field: 'reference', owner: pod, path: ['volumes', index, 'image', 'reference'] };
}

/** The image fields of a pod: of all containers of all lists, and of its volumes. */
export function imagesOf(pod: PodView): readonly ImagePlace[] {
  return [...pod.containers.map(imageOf), ...volumeImagesOf(pod)];
}
