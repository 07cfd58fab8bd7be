import { ContainerView } from '../../formats/manifest/pod';
import { AllKnown, allKnown } from '../../knowledge/image-lock/all-known';
import { OwnFacts } from '../../knowledge/image-lock/own-facts';
import { knowledgeOf } from '../../knowledge/images/knowledge-of';
import { Settings } from '../settings/settings';

/** What is known about the image of a container; nothing where that does not count. Fast: what was found is kept. */
export function knownImage({ json: { image } }: ContainerView, settings: Settings): AllKnown | undefined {
  return typeof image === 'string' && settings.imageKnowledge !== 'off' ? knownOfImage(image, settings) : undefined;
}

/** What is known about an image, whether it counts or not. */
export function knownOfImage(image: string, { ownImages, imageLock }: Settings): AllKnown | undefined {
  return imageLock ? allKnown(image, imageLock.lock, ownImages) : knowledgeOf(image, ownImages);
}

/** What the image of a container says of itself, as the lock file has it. */
export function saidByImage(container: ContainerView, settings: Settings): OwnFacts | undefined {
  return settings.imageLock && knownImage(container, settings)?.own;
}

/** The start of a message about it. */
export function ofImage({ name, source }: OwnFacts): string {
  return `known of ${name} (${source})`;
}
