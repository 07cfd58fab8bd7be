import { testRequestAndLimit } from './request-and-limit';
import { memoryResources } from '../../../src/controls/hardened/memory-resources';

testRequestAndLimit(memoryResources, 'memory');
