/*
 * podman mounts what a kubelet does not, and so hides what an application lacks. Hooks take that away again: kubelet-mounts.js.
 */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { newFolder } from '../support/storage';

const SCRIPT = join(__dirname, 'kubelet-mounts.js');

/** From here on podman makes the containers of this test file with a kubelet's mounts. */
export function mountLikeKubelet(): void {
  const folder = newFolder('hooks');
  for (const stage of ['precreate', 'createRuntime']) {
    const hook = { path: process.execPath, args: ['node', SCRIPT, stage] };
    writeFileSync(join(folder, `${stage}.json`), JSON.stringify({ version: '1.0.0', hook, when: { always: true }, stages: [stage] }));
  }
  writeFileSync(join(folder, 'containers.conf'), `[engine]\nhooks_dir = ["${folder}"]\n`);
  process.env.CONTAINERS_CONF_OVERRIDE = join(folder, 'containers.conf');
}
