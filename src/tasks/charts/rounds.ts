import { realPath } from '../../formats/manifest/real-path';

/** A chart or a kustomization that can be rendered by itself. */
export interface Renderable<T> {
  readonly path: string;
  /** Whether it is rendered by itself even if another rendering has its objects, because the user named it. */
  readonly isWanted: boolean;
  /** The charts and kustomizations that it includes, directly or not, as real paths. */
  readonly includes: ReadonlySet<string>;
  readonly tasks: () => readonly T[];
}

/** The result of a task. */
export interface RenderedTask<R> {
  readonly result: R;
  /** The included charts and kustomizations whose objects it has, as real paths. */
  readonly contains: readonly string[];
}

/**
 * Renders charts and kustomizations, first those that no other includes. One that is included is left out only if a rendering has its
 * objects: the other one may fail, or may turn it off.
 *
 * @returns the results in the order of `all`
 */
export async function renderInRounds<T, R>(
  all: readonly Renderable<T>[], render: (tasks: readonly T[]) => Promise<readonly RenderedTask<R>[]>,
): Promise<readonly R[]> {
  const results = new Map<Renderable<T>, readonly R[]>();
  const contained = new Set<string>();
  for (let left = all; left.length > 0;) {
    const included = new Set(left.flatMap(({ includes }) => [...includes]));
    const free = left.filter(({ path, isWanted }) => isWanted || !included.has(realPath(path)));
    // None is free if they include each other in a circle.
    const round = free.length > 0 ? free : left;
    const tasks = round.map((each) => each.tasks());
    const rendered = [...await render(tasks.flat())];
    round.forEach((each, index) => {
      const own = rendered.splice(0, tasks[index].length);
      results.set(each, own.map(({ result }) => result));
      own.flatMap(({ contains }) => contains).forEach((path) => contained.add(path));
    });
    left = left.filter((each) => !results.has(each) && !contained.has(realPath(each.path)));
  }
  return all.flatMap((each) => results.get(each) ?? []);
}
