import { relative, resolve } from 'path';
import { factsMatteringTo } from './fact-documents';
import { InputFacts } from './facts';
import { Input, STDIN } from './input';
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

/** The inputs besides the changed ones. */
export interface OtherInputs {
  /** The unchanged inputs. Their objects affect the evaluation of changed inputs, and changed objects affect theirs. */
  readonly unchanged: readonly Input[];
  /** The changed and deleted files in their earlier version. */
  readonly before: readonly Input[];
  /** The paths of all inputs. */
  readonly paths: readonly string[];
}

/**
 * Facts from other objects, before and after some files changed. For example, a deleted NetworkPolicy leaves pods open in unchanged files.
 */
export class RelatedObjects {
  public readonly facts = new InputFacts();
  private readonly before = new InputFacts();
  /** The facts that objects of changed or deleted files can have. */
  private readonly changed = new Set<FactName>();

  /**
   * @param evaluated the inputs in the order in which they are read
   * @param names the facts to collect
   */
  public collect(evaluated: readonly Input[], names: readonly FactName[], others?: OtherInputs): void {
    const changed = (found: Iterable<FactName>) => [...found].forEach((name) => this.changed.add(name));
    const known = [
      ...evaluated.map((input) => ({ input, collect: () => changed(this.facts.collect(input, names)) })),
      ...others?.unchanged.map((input) => ({ input, collect: () => void this.facts.collect(input, names, this.before) })) ?? [],
      ...others?.before.map((input) => ({ input, collect: () => changed(this.before.collect(input, names)) })) ?? [],
    ];
    (others ? inFileOrder(known, ({ input }) => input, others.paths) : known).forEach(({ collect }) => collect());
  }

  /** Whether changed or deleted objects may affect an object of an unchanged input. */
  public mayMatterTo(input: Input, readers: FactReaders): boolean {
    return factsMatteringTo(input, readers, this.changed).length > 0;
  }

  /** Whether changed or deleted objects may affect an unchanged object. */
  public mayMatterToObject(object: JsonObject, readers: FactReaders): boolean {
    const kind = groupKind(object);
    return [...this.changed].some((name) => isReadBy(readers, name, kind));
  }

  /**
   * Selects the findings on an unchanged object that changes of other objects cause; undefined if there are none.
   *
   * @param context the current context of the object
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
 * Sorts inputs in the order of reading, including deleted files: of two objects with one name, the last one wins.
 *
 * @param inputOf the input of an item
 */
function inFileOrder<T>(items: readonly T[], inputOf: (item: T) => Input, paths: readonly string[]): readonly T[] {
  const roots = paths.map((path) => path === '-' ? undefined : resolve(path));
  return items.map((item) => ({ item, ...filePlaceOf(inputOf(item), roots) })).sort(compare).map(({ item }) => item);
}

/** The path that contains a file, and the names of the folders from there to the file. */
interface FilePlace {
  readonly root: number;
  readonly names: readonly string[];
}

function filePlaceOf({ name }: Input, roots: readonly (string | undefined)[]): FilePlace {
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
