import { Chart, ChartTemplate, ValuePath } from '../chart/chart';
import { ValueCandidate, chainsIn, fromRoot } from '../trace/candidates';

/** An action of a template, with its keyword if it begins, divides or ends a block. */
const ACTION = /\{\{-?\s*(?:(if|with|range|define|block|else|end)\b)?([^{}]*)/g;
/** The maximum depth of blocks. Deeper values count as conditional. */
const DEEPEST = 50;
/** The maximum number of keys in the path of a value. */
const MOST_KEYS = 16;

/**
 * The values that a template reads only inside a block with a condition on other marked values. Such a value may have no effect without
 * the others.
 */
export function conditionalValues({ templates }: Chart, candidates: readonly ValueCandidate[]): ReadonlySet<ValueCandidate> {
  const byPath = new Map(candidates.map((candidate) => [keyOf(candidate.path), candidate]));
  const found = new Set<ValueCandidate>();
  for (const template of templates) {
    const blocks: ValueCandidate[][] = [];
    for (const [, keyword, rest] of template.text.matchAll(ACTION)) {
      const read = candidatesIn(rest, template, byPath);
      if (keyword === 'end') {
        blocks.pop();
      } else if (keyword === 'else') {
        blocks.at(-1)?.push(...read);
      } else {
        const isConditional = (each: ValueCandidate) => blocks.length > DEEPEST
          || blocks.some((others) => others.length > 0 && !others.includes(each));
        read.filter(isConditional).forEach((each) => found.add(each));
        if (keyword !== undefined) {
          blocks.push([...read]);
        }
      }
    }
  }
  return found;
}

/** Switches keep their values, so conditions on them are ignored. */
function candidatesIn(text: string, template: ChartTemplate, byPath: ReadonlyMap<string, ValueCandidate>): readonly ValueCandidate[] {
  return chainsIn(text).filter((keys) => keys.at(-1) !== 'enabled').flatMap((keys) => {
    const path = fromRoot(template, keys).slice(0, MOST_KEYS);
    return path.flatMap((_, index) => byPath.get(keyOf(path.slice(0, index + 1))) ?? []);
  });
}

function keyOf(path: ValuePath): string {
  return path.join('\n');
}
