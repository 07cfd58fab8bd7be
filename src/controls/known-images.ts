import { Knowledge, knowledgeOf } from '../images/knowledge-of';
import { ContainerView } from '../manifest/pod';

/** What is known about the image of a container. Fast: what was found is kept. */
export function knownImage({ json: { image } }: ContainerView): Knowledge | undefined {
  return typeof image === 'string' ? knowledgeOf(image) : undefined;
}
