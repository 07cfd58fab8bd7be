import { testSeedScript } from './script-cases';
import { SEED_SCRIPT } from '../../../../src/knowledge/writable-paths/seed-script';

test('Kubernetes expands nothing in the script', () => {
  expect(SEED_SCRIPT).not.toMatch(/\$[$(]/);
});

describe('seed script with the POSIX utilities of this machine', () => testSeedScript('machine'));
