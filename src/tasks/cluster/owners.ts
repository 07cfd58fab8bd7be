import { createHash } from 'crypto';
import { authoredObject } from '../../formats/manifest/authored';
import { CUSTOM_WORKLOADS } from '../../formats/manifest/custom-workloads';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { controllerOf } from '../../formats/manifest/manager';
import { groupKind } from '../../formats/manifest/workload';

/** Fields in which objects that one owner creates from one template differ. */
const OF_ONE_OBJECT: ReadonlySet<string> = new Set(['nodeName', 'hostname', 'claimName', 'replicas']);

/** Selects the objects that stand for others, which they create: a Deployment, and not its ReplicaSets and pods. */
export class Owners {
  /** The kinds whose objects were all read, and have the complete templates of their pods. */
  private readonly read = new Set<string>();
  /** Contents of objects by owner, by the kind of the object. */
  private readonly seen = new Map<string, Set<string>>();

  /**
   * Records a kind. Objects of its objects are left out from then on, unless it is a custom resource with only parts of pods: its operator
   * adds the others.
   */
  public addKind(kind: string): void {
    if (!CUSTOM_WORKLOADS[kind]?.some(({ part }) => part)) {
      this.read.add(kind);
    }
  }

  /**
   * Whether an object is evaluated. Of equal objects of an owner that was not read, such as the pods of an unknown custom resource, the
   * first stands for all. A static pod belongs to its node, and stands for itself.
   */
  public takes(object: JsonObject): boolean {
    const owner = controllerOf(object);
    if (owner === undefined || owner.groupKind === '/Node') {
      return true;
    }
    const kind = groupKind(object);
    const seen = this.seen.get(kind) ?? new Set<string>();
    const key = JSON.stringify([asString(asObject(object.metadata).namespace), owner.groupKind, owner.name, contentOf(object)]);
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

/** A digest of the fields that an author writes into an object, besides its metadata. */
function contentOf(object: JsonObject): string {
  const { metadata: _, ...content } = authoredObject(object);
  const text = JSON.stringify(content, (field, value) => OF_ONE_OBJECT.has(field) ? undefined : value as unknown);
  return createHash('sha256').update(text).digest('base64');
}
