import { testLowIds } from './low-ids';
import { highGroupId } from '../../../../src/policy/controls/hardened/high-group-id';

testLowIds(highGroupId, 'runAsGroup');
