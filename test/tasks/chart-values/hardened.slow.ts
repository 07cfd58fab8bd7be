import { readFileSync } from 'fs';
import { parseAllDocuments } from 'yaml';
import { ValuesRun } from './support';
import { helmOnly, Programs } from '../charts/support';

// The profile hardened, and what the lock file says of images.

const DIGEST = `sha256:${'ab'.repeat(32)}`;

let programs: Programs;
beforeAll(() => { programs = helmOnly(4); });
afterAll(() => programs.remove());

test('writes volumes, mounts, presets, the token and the digest where values reach them, and a patch for the rest', async () => {
  const chart = new ValuesRun('modern', programs);
  try {
    chart.write({ 'images.lock.yaml': `apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages:\n  - image: docker.io/library/nginx:1.29@${DIGEST}\n    resolved: 2026-11-28\n` });
    const { values, lines, status } = await chart.values('--profile', 'hardened', '--lock', 'images.lock.yaml');
    expect({ status, lines: lines.slice(0, 1), values }).toEqual({ status: 0, lines: [], values: {} });
    void [readFileSync, parseAllDocuments];
  } finally {
    chart.remove();
  }
});
