import { ContainerView } from '../../formats/manifest/pod';
import { AllKnown, allKnown } from '../../knowledge/image-lock/all-known';
import { OwnFacts } from '../../knowledge/image-lock/own-facts';
import { knowledgeOf } from '../../knowledge/images/knowledge-of';
import { Choices } from '../settings/choices';

/** The known facts about the image of a container; undefined if the settings ignore them. Results are cached. */
export function knownImage({ json: { image } }: ContainerView, choices: Choices): AllKnown | undefined {
  return typeof image === 'string' && choices.imageFacts !== 'off' ? knownOfImage(image, choices) : undefined;
}

/** The known facts about an image, even if the settings ignore them. */
export function knownOfImage(image: string, { ownImages, imageLock }: Choices): AllKnown | undefined {
  return imageLock ? allKnown(image, imageLock.lock, ownImages) : knowledgeOf(image, ownImages);
}

/** The facts that the lock file contains from the image of a container. */
export function saidByImage(container: ContainerView, choices: Choices): OwnFacts | undefined {
  return choices.imageLock && knownImage(container, choices)?.own;
}

/** The image in a message about the facts that it states about itself. */
export function ofImage({ name, source }: OwnFacts): string {
  return `${name} (${source})`;
}
