import { ContainerView } from '../../../formats/manifest/pod';
import { onlyContainer } from '../../../knowledge/writable-paths/container-paths';
import { BuiltImage } from '../../settings/images';
import { Settings } from '../../settings/settings';
import { Find, Found } from '../check';
import { everyContainer } from '../violations';

/** The check of every container whose Dockerfile is known, by a function on both. */
export function everyBuiltImage(find: (container: ContainerView, image: BuiltImage, settings: Settings) => Found): Find {
  const check = everyContainer((container, settings) => {
    const image = imageOf(container, settings);
    return image ? find(container, image, settings) : undefined;
  });
  return (pod, settings) => settings.images.length === 0 ? undefined : check(pod, settings);
}

/** The facts about a container's image, if its Dockerfile is known. */
export function imageOf(container: ContainerView, { images }: Settings): BuiltImage | undefined {
  return images.find(({ container: name }) =>
    name === undefined ? onlyContainer(container.pod)?.json === container.json : name === container.name);
}
