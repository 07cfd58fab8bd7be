import { withMore } from '../../../formats/manifest/first-of';
import { managerOf } from '../../../formats/manifest/manager';
import { refOf, refText } from '../../../formats/manifest/object-ref';
import { FIXED_PODS, groupKind } from '../../../formats/manifest/workload';
import { HardenedDocument } from '../../../tasks/audit/harden';
import { printable } from '../../../tasks/reports/printable';

const MOST_NAMES = 3;

/** The live objects that hardening changes, and that a user can apply. */
export class ChangedObjects {
  /** Who writes changed objects again. */
  public readonly managers = new Set<string | undefined>();
  private pending: string[] = [];
  private readonly fixed = { names: [] as string[], count: 0 };

  public add({ source, text, objects }: HardenedDocument): void {
    const object = objects[0]?.opened.object;
    if (text === source.text || object === undefined) {
      return;
    }
    if (FIXED_PODS.has(groupKind(object))) {
      this.fixed.count++;
      this.fixed.names.push(...this.fixed.names.length < MOST_NAMES ? [refText(refOf(object))] : []);
      return;
    }
    this.managers.add(managerOf(object));
    this.pending.push(text);
  }

  /** The texts of the changed objects of an input, in place of the whole input. */
  public* texts(hardened: Iterable<Uint8Array>): Generator<Uint8Array> {
    for (const _ of hardened) {
      yield* this.taken();
    }
    yield* this.taken();
  }

  public remarks(): readonly string[] {
    const { names, count } = this.fixed;
    return count === 0
      ? []
      : [`${printable(withMore(names, count - names.length))}: the API server does not let pods change, so not in the output: `
        + 'harden the files, then delete and create them'];
  }

  private taken(): readonly Uint8Array[] {
    const texts = this.pending;
    this.pending = [];
    return texts.map((text) => Buffer.from(`---\n${text.replace(/\n*$/, '\n')}`));
  }
}
