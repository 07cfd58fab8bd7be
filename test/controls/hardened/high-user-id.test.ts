import { testLowIds } from './low-ids';
import { highUserId } from '../../../src/controls/hardened/high-user-id';

testLowIds(highUserId, 'runAsUser');
