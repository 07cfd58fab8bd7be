import { readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './support';
import { run } from '../commands/cli/support';
import { CONTAINER_MODULES } from '../programs/pinned';

// The image itself is built and run in test/runtime/container.

test('our own audit finds nothing in its Dockerfile', async () => {
  expect(await run(['audit', 'projenrc/container/Dockerfile', '--detail', 'all'], { cwd: ROOT })).toEqual({
    status: 0, stdout: '0 errors, 0 warnings, 0 waived (1 Dockerfile, 1 file)\n', stderr: [],
  });
});

test('the guide names the versions of its programs', () => {
  const guide = readFileSync(join(ROOT, 'docs/how-to/container.md'), 'utf8');
  expect(guide).toContain(`Helm ${CONTAINER_MODULES.helm.version[1]} and kustomize ${CONTAINER_MODULES.kustomize.version[1]}`);
});
