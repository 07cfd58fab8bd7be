import { testLowIds } from './low-ids';
import { highGroupId } from '../../../src/controls/hardened/high-group-id';

testLowIds(highGroupId, 'runAsGroup');
