import { Placed } from './cluster-objects';
import { NetworkPods } from './evaluate/network-pods';
import { asObject } from '../../formats/manifest/json';
import { objectName } from '../../formats/manifest/workload';

/** The names of policies. A policy with a taken name would replace another policy when somebody applies it. */
export class PolicyNames {
  /** The namespaces in which each name is taken; undefined means any namespace. */
  private readonly taken = new Map<string, Set<unknown>>();
  /** The number up to which a name is known to be taken somewhere. */
  private readonly numbers = new Map<string, number>();

  constructor(policies: readonly Placed[]) {
    policies.forEach(({ object }) => this.take(objectName(object), asObject(object.metadata).namespace));
  }

  /** The name of the workload, with its kind or a number if the name is taken. */
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
