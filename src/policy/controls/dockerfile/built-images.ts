import { ContainerView } from '../../../formats/manifest/pod';
import { onlyContainer } from '../../../knowledge/writable-paths/container-paths';
import { Context } from '../../context/context';
import { Choices } from '../../settings/choices';
import { BuiltImage } from '../../settings/images';
import { Find, Found } from '../check';
import { everyContainer } from '../violations';

/** The check of every container whose Dockerfile is known. */
export function everyBuiltImage(find: (container: ContainerView, image: BuiltImage, context: Context) => Found): Find {
  const check = everyContainer((container, context) => {
    const image = builtImage(container, context.choices);
    return image ? find(container, image, context) : undefined;
  });
  return (pod, context) => context.choices.images.length === 0 ? undefined : check(pod, context);
}

/** The facts about a container's image, if its Dockerfile is known. */
export function builtImage(container: ContainerView, { images }: Choices): BuiltImage | undefined {
  return images.find(({ container: name }) =>
    name === undefined ? onlyContainer(container.pod)?.json === container.json : name === container.name);
}
