import { testSeedScript } from './script-cases';

describe('seed script with busybox', () => testSeedScript('busybox'));
