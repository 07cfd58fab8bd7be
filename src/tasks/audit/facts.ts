import { Input } from './input';
import { placeIn } from './unit';
import { isObject, JsonObject } from '../../formats/manifest/json';
import { objectsIn } from '../../formats/manifest/workload';
import { readDocuments } from '../../formats/yaml/documents';
import { readWithDuplicates } from '../../formats/yaml/read-duplicates';
import { tokensOf } from '../../formats/yaml/yaml-tokens';
import { EvaluationFacts, ObjectFacts } from '../../policy/engine/object-facts';
import { Facts } from '../../policy/engine/plan';
import { Rbac } from '../../policy/rbac/rbac';

/** Few documents have one of these words, and only those need to be read. The third one is of roles and bindings. */
const WORDS = /\b(?:ServiceAccount|PersistentVolumeClaim|rbac\.authorization\.k8s\.io)\b|NetworkPolicy\b/;
/** More characters than the longest of them. */
const LONGEST_WORD = 40;
/** A word of all workloads that a Service can be wrong about. */
const OF_PORTS = /\bcontainerPort\b/;

/** Whether what was learned matters to nothing, to Services alone, or to every object. */
export const REACHES = ['nothing', 'services', 'all'] as const;
export type Reach = typeof REACHES[number];

/** Whether an input may have a Service. What cannot be read has none that counts. */
export function mayHaveService(input: Input): boolean {
  try {
    return !input.isDockerfile && !input.isLinkToFolder && mayMatch(input.preview(), [/\bService\b/]);
  } catch {
    return false; // The evaluation stops at the same place, and says why.
  }
}

/**
 * What other objects of the input say about a workload. It takes a look at all inputs before the first is evaluated, since objects come
 * in any order. A folder is applied to one namespace.
 */
export class InputFacts {
  private readonly facts = new ObjectFacts();

  /** @param onObject called with all objects, which then are all read */
  constructor(private readonly onObject?: (object: JsonObject, place: string) => void) {}

  /**
   * Looks for objects that matter. What cannot be read is reported when it is evaluated.
   *
   * @param also learns the same
   * @param readsPorts whether it looks for the ports of pods: all workloads are read then
   * @returns what they may matter to
   */
  public learn(input: Input, also?: InputFacts, readsPorts = true): Reach {
    const words = readsPorts ? [WORDS, OF_PORTS] : [WORDS];
    let reach = 'nothing' as Reach;
    if (input.isDockerfile || input.isLinkToFolder) {
      return reach;
    }
    try {
      for (const source of this.onObject || mayMatch(input.preview(), words) ? readDocuments(input.preview()) : []) {
        const hasWord = this.onObject !== undefined || WORDS.test(source.text);
        if (hasWord || (readsPorts && OF_PORTS.test(source.text))) {
          reach = hasWord || reach === 'all' ? 'all' : 'services';
          const { value } = readWithDuplicates(source, tokensOf(source));
          for (const { object } of isObject(value) ? objectsIn(value) : []) {
            const place = placeIn(object, input);
            this.learnObject(object, place);
            also?.learnObject(object, place);
          }
        }
      }
    } catch {
      // The evaluation stops at the same place, and says why.
    }
    return reach;
  }

  /** Takes the ports of the pods that an object makes, if nobody else looks for them. */
  public learnPorts(object: JsonObject, input: Input): void {
    this.facts.learnPorts(object, placeIn(object, input));
  }

  private learnObject(object: JsonObject, place: string): void {
    this.facts.learn(object, place);
    this.onObject?.(object, place);
  }

  /** Who may do what. */
  public get rbac(): Rbac {
    return this.facts.rbac;
  }

  /** What counts for the evaluation of an object of an input. */
  public aroundForEvaluation(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): EvaluationFacts {
    return this.facts.aroundForEvaluation(object, placeIn(object, input));
  }

  /** What counts for hardening an object of an input. */
  public around(object: JsonObject, input: Pick<Input, 'name' | 'rendering'>): Facts & EvaluationFacts {
    return this.facts.around(object, placeIn(object, input));
  }
}

/** Whether some document of a file may match: finding that out is much faster than dividing a file into documents. */
function mayMatch(chunks: Iterable<Uint8Array>, patterns: readonly RegExp[]): boolean {
  let before = '';
  for (const { buffer, byteOffset, byteLength } of chunks) {
    const text = before + Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    // UTF-16 and UTF-32 have zeros between letters.
    if (text.includes('\0') || patterns.some((pattern) => pattern.test(text))) {
      return true;
    }
    before = text.slice(-LONGEST_WORD);
  }
  return false;
}
