import { testRows } from './settings-rows';
import { openNetworkRules } from '../../../../src/policy/controls/objects/open-network-rules';

testRows(openNetworkRules);
