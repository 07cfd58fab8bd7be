import { knowledgeOf } from '../../../src/knowledge/images/knowledge-of';
import { ImageFacts } from '../../../src/knowledge/images/known-image';

/** What is known about an image, exactly. */
export function factsOf(image: string): ImageFacts {
  const knowledge = knowledgeOf(image);
  if (!knowledge || knowledge.note) {
    throw new Error(`src/knowledge/images does not know ${image}${knowledge?.note ? `: ${knowledge.note}` : ''}`);
  }
  return knowledge.facts;
}
