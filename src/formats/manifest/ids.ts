import { MAX_ID } from './schema/shape';

/** The number of an id; undefined for a name. kubelets and container runtimes also accept a sign. */
export function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

export function isIdInRange(id: number): boolean {
  return id >= 0 && id <= MAX_ID;
}
