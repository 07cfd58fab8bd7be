import { EVICTIONS } from './evictions';
import { IMAGE_FACT_CAUSES } from './image-facts';
import { IMAGE_CAUSES } from './images';
import { NODE_FEATURES } from './node-features';
import { PROBE_CAUSES } from './probes';
import { PROGRAMS } from './programs';
import { RUNTIME } from './runtime';
import { SCHEDULING } from './scheduling';
import { CONTAINER_USERS } from './users';
import { VOLUMES } from './volumes';
import { WORKLOADS } from './workloads';
import { CatalogedCause } from '../../cause';

/** Causes in the words of the cluster: statuses, conditions and events. */
export const CLUSTER_CAUSES: readonly CatalogedCause[] = [
  ...CONTAINER_USERS,
  ...NODE_FEATURES,
  ...EVICTIONS,
  ...PROGRAMS,
  ...VOLUMES,
  ...IMAGE_CAUSES,
  ...SCHEDULING,
  ...PROBE_CAUSES,
  ...WORKLOADS,
  ...RUNTIME,
  ...IMAGE_FACT_CAUSES,
];
