import { ContainerView } from '../../formats/manifest/pod';
import { Knowledge, knowledgeOf } from '../../knowledge/images/knowledge-of';
import { Settings } from '../settings/settings';

/** What is known about the image of a container; nothing where that does not count. Fast: what was found is kept. */
export function knownImage({ json: { image } }: ContainerView, { imageKnowledge, ownImages }: Settings): Knowledge | undefined {
  return typeof image === 'string' && imageKnowledge !== 'off' ? knowledgeOf(image, ownImages) : undefined;
}
