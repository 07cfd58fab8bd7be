import { testRequestAndLimit } from './request-and-limit';
import { cpuResources } from '../../../src/controls/hardened/cpu-resources';

testRequestAndLimit(cpuResources, 'cpu');
