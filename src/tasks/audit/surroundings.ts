import { relative, resolve } from 'path';
import { InputFacts } from './facts';
import { Input, STDIN } from './input';
import { factsMatteringTo } from './learnable';
import { compareText } from '../../formats/manifest/compare-text';
import { isInside } from '../../formats/manifest/is-inside';
import { JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { amended, EvaluationContext } from '../../policy/context/context';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { FactReaders, isReadBy } from '../../policy/engine/fact-readers';
import { EvaluatedFinding, findingKey } from '../../policy/engine/finding';
import { OpenedManifest } from '../../policy/engine/open';
import { Profile } from '../../policy/engine/profile';
import { FactName } from '../../policy/facts/facts';

/** The inputs around those that changed. */
export interface OtherInputs {
  /** The unchanged inputs. Their objects affect the evaluation of changed ones, and the other way around. */
  readonly unchanged: readonly Input[];
  /** The files that changed or were deleted, as they were before. */
  readonly before: readonly Input[];
  /** The paths that all inputs are read from. */
  readonly paths: readonly string[];
}

/**
 * What other objects say about an object, now and before some files changed. A NetworkPolicy that was deleted leaves pods open in files
 * that did not change.
 */
export class Surroundings {
  public readonly facts = new InputFacts();
  private readonly before = new InputFacts();
  /** The facts that objects of changed or deleted files have. */
  private readonly changed = new Set<FactName>();

  /**
   * @param evaluated in the order in which they are read
   * @param names the facts to look for
   */
  public learn(evaluated: readonly Input[], names: readonly FactName[], others?: OtherInputs): void {
    const changed = (found: Iterable<FactName>) => [...found].forEach((name) => this.changed.add(name));
    const known = [
      ...evaluated.map((input) => ({ input, learn: () => changed(this.facts.learn(input, names)) })),
      ...others?.unchanged.map((input) => ({ input, learn: () => void this.facts.learn(input, names, this.before) })) ?? [],
      ...others?.before.map((input) => ({ input, learn: () => changed(this.before.learn(input, names)) })) ?? [],
    ];
    (others ? inFileOrder(known, ({ input }) => input, others.paths) : known).forEach(({ learn }) => learn());
  }

  /** Whether objects that changed or were deleted may matter to an object of an input that did not change. */
  public mayMatterTo(input: Input, readers: FactReaders): boolean {
    return factsMatteringTo(input, readers, this.changed).length > 0;
  }

  /** The same for an object. */
  public mayMatterToObject(object: JsonObject, readers: FactReaders): boolean {
    const kind = groupKind(object);
    return [...this.changed].some((name) => isReadBy(readers, name, kind));
  }

  /**
   * Which of the findings on an object that did not change are there because of other objects that did; undefined if none are.
   *
   * @param settings the current settings and facts for the object
   */
  public caused(
    object: JsonObject, input: Input, opened: OpenedManifest, profile: Profile, context: EvaluationContext,
    findings: readonly EvaluatedFinding[],
  ): ((finding: EvaluatedFinding) => boolean) | undefined {
    if (findings.length === 0) {
      return undefined;
    }
    const before = evaluateOpened(opened, profile, amended(context, { facts: this.before.for(object, input) }));
    const known = new Set(before.map(findingKey));
    const isNew = (finding: EvaluatedFinding) => !known.has(findingKey(finding));
    return findings.some(isNew) ? isNew : undefined;
  }
}

/**
 * Sorts inputs as they would be read from paths, also those that no longer exist there: of two objects with one name the last counts.
 *
 * @param inputOf finds the input of an item
 */
function inFileOrder<T>(items: readonly T[], inputOf: (item: T) => Input, paths: readonly string[]): readonly T[] {
  const roots = paths.map((path) => path === '-' ? undefined : resolve(path));
  return items.map((item) => ({ item, ...placeOf(inputOf(item), roots) })).sort(compare).map(({ item }) => item);
}

/** The path that leads to a file, and the names from there on. */
interface FilePlace {
  readonly root: number;
  readonly names: readonly string[];
}

function placeOf({ name }: Input, roots: readonly (string | undefined)[]): FilePlace {
  if (name === STDIN) {
    return { root: roots.indexOf(undefined), names: [] };
  }
  const path = resolve(name);
  const root = roots.findIndex((each) => each !== undefined && isInside(each, path));
  return { root, names: relative(roots[root] ?? '', path).split(/[\\/]/) };
}

function compare(one: FilePlace, other: FilePlace): number {
  const different = one.names.findIndex((name, index) => name !== other.names[index]);
  const [a = '', b = ''] = [one.names[different], other.names[different]];
  return one.root - other.root || compareText(a, b) || one.names.length - other.names.length;
}
