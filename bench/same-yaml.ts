import { addHand } from './scenarios/hand';
import { addHardened } from './scenarios/hardened';
import { yamlOf } from './scenarios/synthesis';

/**
 * Makes sure that what is compared does the same work.
 *
 * @throws where the hand-written workloads and the hardened ones do not come to byte-identical YAML
 */
export function assertSameYaml(): void {
  const size = { charts: 2, workloads: 10 };
  const hand = yamlOf(addHand, size).split('\n');
  const hardened = yamlOf(addHardened, size).split('\n');
  const line = hardened.findIndex((text, index) => text !== hand[index]);
  if (line >= 0 || hand.length !== hardened.length) {
    throw new Error(`bench/scenarios/hand.ts must produce the YAML of this library; line ${line + 1} is "${hand[line]}", not "${hardened[line]}"`);
  }
}
