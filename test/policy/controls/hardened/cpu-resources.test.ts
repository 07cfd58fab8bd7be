import { testRequestAndLimit } from './request-and-limit';
import { cpuResources } from '../../../../src/policy/controls/hardened/cpu-resources';

testRequestAndLimit(cpuResources, 'cpu');
