import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { controllerOf } from '../../formats/manifest/manager';
import { groupKind } from '../../formats/manifest/workload';

/** Selects the objects that stand for what they create: a Deployment, and not its ReplicaSets and pods. */
export class Owners {
  /** The kinds whose objects were all read. */
  private readonly read = new Set<string>();
  /** The owners that an object stands for, by the kind of the object. */
  private readonly seen = new Map<string, Set<string>>();

  /** Records a kind. Objects of its objects are left out from then on. */
  public addKind(kind: string): void {
    this.read.add(kind);
  }

  /**
   * Whether an object is evaluated. Of the objects of an owner that was not read, such as the pods of an unknown custom resource, the first
   * stands for all. A static pod belongs to its node, and stands for itself.
   */
  public takes(object: JsonObject): boolean {
    const owner = controllerOf(object);
    if (owner === undefined || owner.groupKind === '/Node') {
      return true;
    }
    const kind = groupKind(object);
    const seen = this.seen.get(kind) ?? new Set<string>();
    const key = JSON.stringify([asString(asObject(object.metadata).namespace), owner.groupKind, owner.name]);
    if (this.read.has(owner.groupKind) || seen.has(key)) {
      return false;
    }
    this.seen.set(kind, seen.add(key));
    return true;
  }

  /** Forgets the objects of a kind, which is read again. */
  public restart(kind: string): void {
    this.seen.delete(kind);
  }
}
