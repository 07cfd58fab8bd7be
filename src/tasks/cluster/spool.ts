import { tmpdir } from 'os';
import { join } from 'path';
import { NamelessFile } from '../../formats/files/nameless-file';
import { authoredObject } from '../../formats/manifest/authored';
import { asObject, asString, JsonObject } from '../../formats/manifest/json';
import { groupKind } from '../../formats/manifest/workload';
import { printLines } from '../../formats/yaml/edit/print-block';

interface Segment {
  readonly start: number;
  end: number;
}

/** The namespace of objects that are in none. */
export const OF_CLUSTER = '';
/** Stands for the namespace of objects of Kubernetes itself. */
export const OF_KUBERNETES = '(Kubernetes)';

/**
 * Objects of a cluster as YAML in a temporary file without a name, so that only their places by namespace are in memory. Nobody else can
 * read the file, and it ends with the process.
 */
export class ClusterSpool {
  private file?: NamelessFile;
  private readonly kept = new Map<string, Segment[]>();
  private pending = new Map<string, Segment[]>();

  public add(object: JsonObject): void {
    const file = this.file ??= new NamelessFile(join(tmpdir(), 'cdk8s-hardened-cluster'));
    const start = file.size;
    file.append(`---\n${printLines(authoredObject(object), { step: 2, dash: 0 })!.join('\n')}\n`);
    const segments = this.pending.get(namespaceOf(object)) ?? [];
    this.pending.set(namespaceOf(object), segments);
    const last = segments[segments.length - 1];
    if (last?.end === start) {
      last.end = file.size;
    } else {
      segments.push({ start, end: file.size });
    }
  }

  /** Keeps the objects that were added since the last call of `keep` or `drop`. */
  public keep(): void {
    this.pending.forEach((segments, namespace) => this.kept.set(namespace, [...this.kept.get(namespace) ?? [], ...segments]));
    this.pending = new Map();
  }

  /** Forgets the objects that were added since the last call of `keep` or `drop`. */
  public drop(): void {
    this.pending = new Map();
  }

  /** The namespaces with objects, and `OF_CLUSTER` if there are objects in none. */
  public get namespaces(): readonly string[] {
    return [...this.kept.keys()].sort();
  }

  /** The bytes of the objects of a namespace. */
  public* chunks(namespace: string): Generator<Uint8Array> {
    for (const { start, end } of this.kept.get(namespace) ?? []) {
      yield* this.file!.chunks(start, end);
    }
  }

  public close(): void {
    this.file?.close();
    this.file = undefined;
  }
}

/** The namespace of an object. A Namespace counts as one of its own objects. */
function namespaceOf(object: JsonObject): string {
  if (isOfKubernetes(object)) {
    return OF_KUBERNETES;
  }
  const { namespace, name } = asObject(object.metadata);
  return asString(groupKind(object) === '/Namespace' ? name : namespace) ?? OF_CLUSTER;
}

const RBAC = 'rbac.authorization.k8s.io/';
const DEFAULT_ROLES: readonly string[] = ['cluster-admin', 'admin', 'edit', 'view'];

/** Whether the API server creates the object when it starts. Its label alone is not enough, since anyone can set it. */
function isOfKubernetes(object: JsonObject): boolean {
  const { labels, name } = asObject(object.metadata);
  const text = asString(name) ?? '';
  return groupKind(object).startsWith(RBAC) && asObject(labels)['kubernetes.io/bootstrapping'] === 'rbac-defaults'
    && (/^system:/.test(text) || DEFAULT_ROLES.includes(text));
}
