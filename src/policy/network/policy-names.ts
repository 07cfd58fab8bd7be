import { Placed } from './cluster-objects';
import { NetworkPods } from './evaluate/network-pods';
import { asObject } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';

/** Chooses names of policies. A policy with a taken name would replace the other policy in the cluster. */
export class PolicyNames {
  /** For each name, the namespaces with such a policy; undefined means any namespace. */
  private readonly taken = new Map<string, Set<unknown>>();
  /** For each name, the number up to which it is known to be taken. */
  private readonly numbers = new Map<string, number>();

  constructor(policies: readonly Placed[]) {
    policies.forEach(({ object }) => this.take(objectName(object), asObject(object.metadata).namespace));
  }

  /** The name of the workload. If it is taken, its kind or a number follows. */
  public nameFor({ kind, name, namespace }: NetworkPods): string {
    const base = name.toLowerCase().slice(0, 200).replace(/[^a-z0-9.-]+/g, '-').replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '') || 'workload';
    const free = [base, `${base}-${kind.toLowerCase()}`].find((each) => !this.isTaken(each, namespace)) ?? this.numbered(base, namespace);
    this.take(free, namespace);
    return free;
  }

  private numbered(base: string, namespace: unknown): string {
    let number = this.numbers.get(base) ?? 2;
    while (this.isTaken(`${base}-${number}`, namespace)) {
      number++;
    }
    this.numbers.set(base, number);
    return `${base}-${number}`;
  }

  private isTaken(name: string, namespace: unknown): boolean {
    const namespaces = this.taken.get(name);
    return namespaces !== undefined && (namespace === undefined || namespaces.has(undefined) || namespaces.has(namespace));
  }

  private take(name: string, namespace: unknown): void {
    this.taken.set(name, (this.taken.get(name) ?? new Set()).add(namespace ?? undefined));
  }
}
