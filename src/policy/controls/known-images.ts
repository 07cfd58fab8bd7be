import { ContainerView } from '../../formats/manifest/pod';
import { AllKnown, allKnown } from '../../knowledge/image-lock/all-known';
import { OwnFacts } from '../../knowledge/image-lock/own-facts';
import { knowledgeOf } from '../../knowledge/images/knowledge-of';
import { Settings } from '../settings/settings';

/** The known facts about the image of a container; none if the settings ignore them. Fast, since results are cached. */
export function knownImage({ json: { image } }: ContainerView, settings: Settings): AllKnown | undefined {
  return typeof image === 'string' && settings.imageKnowledge !== 'off' ? knownOfImage(image, settings) : undefined;
}

/** The known facts about an image, even if the settings ignore them. */
export function knownOfImage(image: string, { ownImages, imageLock }: Settings): AllKnown | undefined {
  return imageLock ? allKnown(image, imageLock.lock, ownImages) : knowledgeOf(image, ownImages);
}

/** The facts that the image of a container contains itself, from the lock file. */
export function saidByImage(container: ContainerView, settings: Settings): OwnFacts | undefined {
  return settings.imageLock && knownImage(container, settings)?.own;
}

/** The start of a message about it. */
export function ofImage({ name, source }: OwnFacts): string {
  return `known of ${name} (${source})`;
}
