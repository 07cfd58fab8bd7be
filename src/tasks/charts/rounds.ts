import { append } from '../../formats/manifest/group-by';
import { realPath } from '../../formats/manifest/real-path';

/** A chart or a kustomization that can be rendered by itself. */
export interface Renderable<T> {
  readonly path: string;
  /** Whether the user named it, so that it is rendered by itself even if another rendering has its objects. */
  readonly isWanted: boolean;
  /** Whether it cannot be rendered by itself, such as a component. */
  readonly isOnlyPart: boolean;
  /** The charts and kustomizations that it includes, directly or not, as real paths. */
  readonly includes: ReadonlySet<string>;
  readonly tasks: () => readonly T[];
  /** Whether its tasks depend on the results of all that do not wait. Default: false. */
  readonly waitsForOthers?: boolean;
}

/** An included chart or kustomization with objects in a rendering. */
export interface Contained<R> {
  /** The path with links resolved. */
  readonly path: string;
  /** Whether its own rendering has no further objects. */
  readonly covers: (own: R) => boolean;
}

/** The result of a task. */
export interface RenderedTask<R> {
  readonly result: R;
  readonly contains: readonly Contained<R>[];
}

/**
 * Renders charts and kustomizations, beginning with those that nothing includes. An included chart or kustomization is left out only if
 * another rendering has all its objects: the other rendering may fail, and can turn off, delete or replace objects.
 *
 * @returns the results in the order of `all`
 */
export async function renderInRounds<T, R>(
  all: readonly Renderable<T>[], render: (tasks: readonly T[]) => Promise<readonly RenderedTask<R>[]>,
): Promise<readonly R[]> {
  const results = new Map<Renderable<T>, readonly R[]>();
  const contained = new Map<string, Contained<R>[]>();
  const partOf = ({ path, isWanted }: Renderable<T>) => isWanted ? [] : contained.get(realPath(path)) ?? [];
  for (let left = all; left.length > 0;) {
    const included = new Set(left.flatMap(({ includes }) => [...includes]));
    const first = left.filter(({ waitsForOthers }) => !waitsForOthers);
    const ready = first.length > 0 ? first : left;
    const free = ready.filter(({ path, isWanted }) => isWanted || !included.has(realPath(path)));
    // If charts include each other in a circle, none is free, so all are rendered.
    const round = free.length > 0 ? free : ready;
    const tasks = round.map((each) => each.isOnlyPart && partOf(each).length > 0 ? [] : each.tasks());
    const rendered = [...await render(tasks.flat())];
    const known = round.map(partOf);
    round.forEach((each, index) => {
      const own = rendered.splice(0, tasks[index].length).filter(({ result }) => !known[index].some(({ covers }) => covers(result)));
      results.set(each, own.map(({ result }) => result));
      own.flatMap(({ contains }) => contains).forEach((part) => append(contained, part.path, [part]));
    });
    left = left.filter((each) => !results.has(each));
  }
  return all.flatMap((each) => results.get(each) ?? []);
}
