import { testRequestAndLimit } from './request-and-limit';
import { memoryResources } from '../../../../src/policy/controls/hardened/memory-resources';

testRequestAndLimit(memoryResources, 'memory');
