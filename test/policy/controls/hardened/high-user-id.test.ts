import { testLowIds } from './low-ids';
import { highUserId } from '../../../../src/policy/controls/hardened/high-user-id';

testLowIds(highUserId, 'runAsUser');
