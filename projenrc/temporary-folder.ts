import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Runs synchronous work with a folder, which is removed afterwards. */
export function withTemporaryFolder<T>(purpose: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), `cdk8s-hardened-${purpose}-`));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
