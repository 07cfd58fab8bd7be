import { testRows } from './settings-rows';
import { foreignWebhooks } from '../../../../src/policy/controls/objects/foreign-webhooks';

testRows(foreignWebhooks);
