import { MAX_ID } from './schema/shape';

/** The number of an id that is written as one; undefined for a name. With a sign it is one to kubelets and runtimes too. */
export function idOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

export function isIdInRange(id: number): boolean {
  return id >= 0 && id <= MAX_ID;
}
