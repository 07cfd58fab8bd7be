import { testRows } from './settings-rows';
import { deliveryScope } from '../../../../src/policy/controls/objects/delivery-scope';

testRows(deliveryScope);
