import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { MACHINE_TMPDIR } from '../programs/machine-folder';

/** Once before all test files: gives them a temporary folder of their own, which is gone at the end with all that they left in it. */
export default function setUp(): void {
  if (process.env[MACHINE_TMPDIR]) {
    return; // Jest that watches comes here again.
  }
  process.env[MACHINE_TMPDIR] = tmpdir();
  // Programs name it so, where the folder of the machine is a link, or Windows has shortened its name.
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-tests-')));
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder }); // The second name is that of Windows.
  chmodSync(folder, 0o755); // Some programs of tests run as other users.
  // Also where the run is broken off, which skips the teardown of jest. A browser that was stopped may still write into it.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}
