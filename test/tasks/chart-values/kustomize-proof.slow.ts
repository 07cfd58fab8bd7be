import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { MiniChart } from './mini-charts';
import { ValuesRun } from './support';
import { helm, kubectl } from '../../programs/kubernetes';
import { Programs } from '../charts/support';

// Where kubectl is in the PATH, `values` lets it apply the patches, and compares the result with its own.

const PATCHED: readonly MiniChart[] = ['shared', 'hooks', 'renamed', 'rollout', 'fixed-fields', 'twins'];

/** A kubectl that does something to what the real one builds. */
function changing(filter: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'kubectl-')), 'kubectl');
  writeFileSync(path, `#!/bin/sh\n${kubectl()} "$@" | ${filter}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function valuesWith(program: string, name: MiniChart) {
  const programs = new Programs({ helm: helm(3), kubectl: program, sed: '/bin/sed' });
  const chart = new ValuesRun(name, programs);
  try {
    return { ...await chart.run('--output-dir', 'out'), isWritten: existsSync(chart.path('out')) };
  } finally {
    chart.remove();
    programs.remove();
  }
}

test.each(PATCHED)('the real kubectl makes of the patches of the chart %s what was proved', async (name) => {
  expect(await valuesWith(kubectl(), name)).toMatchObject({ status: 0, isWritten: true });
});

test('a kubectl that makes something else of an object ends the run, and nothing is written', async () => {
  expect(await valuesWith(changing('sed "s/runAsNonRoot: true/runAsNonRoot: false/"'), 'fixed-fields')).toMatchObject({
    status: 2, isWritten: false, stderr: [expect.stringContaining('kustomize applies its patch with a different result, so nothing was written')],
  });
});

test('so does one that refuses the patches', async () => {
  expect(await valuesWith('/bin/false', 'fixed-fields')).toMatchObject({
    status: 2, isWritten: false, stderr: [expect.stringContaining('kustomize does not apply the patches, so nothing was written: use --no-patches: ')],
  });
});
