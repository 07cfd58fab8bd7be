import { spawnSync } from 'child_process';
import { ROOT } from './support';

// A test, so that the other core has work meanwhile.

test('eslint finds nothing', () => {
  const { status, stdout } = spawnSync('npx', ['projen', 'eslint'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout: stdout.trim() }).toEqual({ status: 0, stdout: '' });
}, 600_000);
