import { everyContainer, Check, NONE, Violations } from './control';
import { BuiltImage, Policy } from './policy';
import { onlyContainer } from './scratch';
import { ContainerView } from '../manifest/pod';

/** The check of every container whose Dockerfile is known, by a function on both. */
export function everyBuiltImage(find: (container: ContainerView, image: BuiltImage, policy: Policy) => Violations): Check {
  const check = everyContainer((container, policy) => {
    const image = imageOf(container, policy);
    return image ? find(container, image, policy) : undefined;
  });
  return (pod, policy) => policy.images.length === 0 ? NONE : check(pod, policy);
}

/** What is known of a container's image, where its Dockerfile is known. */
export function imageOf(container: ContainerView, { images }: Policy): BuiltImage | undefined {
  return images.find(({ container: name }) =>
    name === undefined ? onlyContainer(container.pod)?.json === container.json : name === container.name);
}
