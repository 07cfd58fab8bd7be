import { AcceptedIds } from './acceptance';
import { JsonObject } from '../../../formats/manifest/json';
import { Standard } from '../../controls/known-as/standard';

/** A scanner that reads exceptions from annotations of an object. */
export interface AnnotationDialect {
  /** The ids of the scanner for our controls. */
  readonly standard: Standard;

  /**
   * The annotations for accepted findings. If the author already has one of them, it keeps its content and gets ours.
   *
   * @param ids at least one
   * @param existing the annotations of the author, which stay
   */
  readonly annotations: (ids: AcceptedIds, existing: JsonObject) => { readonly [key: string]: string };
}

/** The entries of a comma-separated list of ids. */
export function listed(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '') : [];
}
