import { testRows } from './settings-rows';
import { ineffectivePolicies } from '../../../../src/policy/controls/objects/ineffective-policies';

testRows(ineffectivePolicies);
