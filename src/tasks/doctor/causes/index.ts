import { CLUSTER } from './cluster';
import { LOG } from './log';
import { REFUSALS } from './refusals';
import { Cause } from '../cause';
import { POD_SECURITY } from './refusals/pod-security';
import { sccRefusal } from './refusals/scc-refusal';

/** A part of the catalog, as the documentation groups it. */
export interface Part {
  readonly title: string;
  readonly causes: readonly Cause[];
}

export const PARTS: readonly Part[] = [
  { title: 'The API server refuses the pod', causes: [...POD_SECURITY, sccRefusal, ...REFUSALS] },
  { title: 'The cluster does not start the pod, or ends it', causes: CLUSTER },
  { title: 'The program fails', causes: LOG },
];

/** Every cause that is known. */
export const CAUSES: readonly Cause[] = PARTS.flatMap(({ causes }) => causes);
