import { testRows } from './settings-rows';
import { disabledObjectSecurity } from '../../../../src/policy/controls/objects/disabled-object-security';

testRows(disabledObjectSecurity);
