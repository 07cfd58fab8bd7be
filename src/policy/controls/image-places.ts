import { asObject, isObject, JsonObject } from '../../formats/manifest/json';
import { ContainerView, PodView } from '../../formats/manifest/pod';

/** A field of a pod that names an image. */
export interface ImagePlace {
  /** The object that has the field. */
  readonly json: JsonObject;
  readonly field: 'image' | 'reference';
  /** The owner of that object: a container or the pod. */
  readonly owner: ContainerView | PodView;
  readonly path: readonly (string | number)[];
}

/** The field in which a container names its image. */
export function imageOf(container: ContainerView): ImagePlace {
  return { json: container.json, field: 'image', owner: container, path: ['image'] };
}

/** The fields in which the volumes of a pod name images that they mount. */
export function volumeImagesOf(pod: PodView): readonly ImagePlace[] {
  return pod.volumes.flatMap((volume, index): readonly ImagePlace[] => {
    const { image } = asObject(volume);
    return isObject(image) ? [imageOfVolume(image, index, pod)] : [];
  });
}

/** The field in which a volume names the image that it mounts. */
export function imageOfVolume(image: JsonObject, index: number, pod: PodView): ImagePlace {
  return { json: image, field: 'reference', owner: pod, path: ['volumes', index, 'image', 'reference'] };
}

/** The fields in which a pod names images: images of its containers of every sort, and of its volumes. */
export function imagesOf(pod: PodView): readonly ImagePlace[] {
  return [...pod.containers.map(imageOf), ...volumeImagesOf(pod)];
}
