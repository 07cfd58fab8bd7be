import { asObject, isObject, JsonObject } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';

/** A field of a pod that names an image. */
export interface ImagePlace {
  /** The object that has the field. */
  readonly json: JsonObject;
  readonly field: 'image' | 'reference';
  /** Where that object is: below a container, or below the pod. */
  readonly owner: ContainerView | PodView;
  readonly path: readonly (string | number)[];
}

/** Where a container names its image. */
export function imageOf(container: ContainerView): ImagePlace {
  return { json: container.json, field: 'image', owner: container, path: ['image'] };
}

/** Where the volumes of a pod name images that they hold. */
export function volumeImagesOf(pod: PodView): readonly ImagePlace[] {
  return pod.volumes.flatMap((volume, index): readonly ImagePlace[] => {
    const { image } = asObject(volume);
    return isObject(image) ? [imageOfVolume(image, index, pod)] : [];
  });
}

/** Where a volume names the image that it holds. */
export function imageOfVolume(image: JsonObject, index: number, pod: PodView): ImagePlace {
  return { json: image, field: 'reference', owner: pod, path: ['volumes', index, 'image', 'reference'] };
}

/** Where a pod names images: those of its containers, of every sort, and of its volumes. */
export function imagesOf(pod: PodView): readonly ImagePlace[] {
  return [...pod.containers.map(imageOf), ...volumeImagesOf(pod)];
}
