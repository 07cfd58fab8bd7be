import { CLUSTER } from './cluster';
import { LOG } from './log';
import { REFUSALS } from './refusals';
import { CatalogedCause } from '../cause';

/** A part of the catalog, as the documentation groups it. */
export interface Part {
  readonly title: string;
  readonly causes: readonly CatalogedCause[];
}

export const PARTS: readonly Part[] = [
  { title: 'The API server refuses the pod', causes: REFUSALS },
  { title: 'The cluster does not start the pod, or ends it', causes: CLUSTER },
  { title: 'The program fails', causes: LOG },
];

/** Every cause that is known. */
export const CAUSES: readonly CatalogedCause[] = PARTS.flatMap(({ causes }) => causes);
