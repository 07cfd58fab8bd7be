import { CLUSTER_CAUSES } from './cluster';
import { LOG_CAUSES } from './log';
import { REFUSAL_CAUSES } from './refusals';
import { CatalogedCause } from '../cause';

/** A part of the catalog, as the documentation groups it. */
export interface CatalogPart {
  readonly title: string;
  readonly causes: readonly CatalogedCause[];
}

export const PARTS: readonly CatalogPart[] = [
  { title: 'The API server refuses the pod', causes: REFUSAL_CAUSES },
  { title: 'The cluster does not start the pod, or ends it', causes: CLUSTER_CAUSES },
  { title: 'The program fails', causes: LOG_CAUSES },
];

/** Every cause that is known. */
export const CAUSES: readonly CatalogedCause[] = PARTS.flatMap(({ causes }) => causes);
