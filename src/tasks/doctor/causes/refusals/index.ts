import { ADMISSION } from './admission';
import { INVALID_OBJECTS } from './invalid-objects';
import { MISSING_OBJECTS } from './missing-objects';
import { POD_SECURITY_AND_SCC } from './pod-security';
import { QUOTAS } from './quotas';
import { CatalogedCause } from '../../cause';

/** Causes in the answers of the API server. */
export const REFUSAL_CAUSES: readonly CatalogedCause[] = [
  ...POD_SECURITY_AND_SCC,
  ...INVALID_OBJECTS,
  ...QUOTAS,
  ...MISSING_OBJECTS,
  ...ADMISSION,
];
