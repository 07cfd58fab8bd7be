import { waiverExpired } from './waiver-expired';
import { waiverForbidden } from './waiver-forbidden';
import { waiverInvalid } from './waiver-invalid';
import { waiverTarget } from './waiver-target';
import { waiverUnlisted } from './waiver-unlisted';
import { waiverUnused } from './waiver-unused';
import { OutcomeControl } from '../control';

/** Controls on waivers themselves. The waiver ledger reports them. */
export const WAIVER_CONTROLS: readonly OutcomeControl[] = [
  waiverExpired, waiverUnused, waiverForbidden, waiverInvalid, waiverTarget, waiverUnlisted,
];
