import { allotIds, requireRoot, versions } from './machine';
import { writeProof } from './proof';
import { create, remove } from './storage';
import { installPackages } from '../../programs/debian';
import { RUNTIME_PACKAGES } from '../../programs/pinned';

/** Once before all runtime tests. */
export default function setUp(): void {
  installPackages(RUNTIME_PACKAGES);
  requireRoot();
  allotIds();
  writeProof('versions', versions());
  const root = create();
  // Also where the run is broken off, which skips jest's own teardown.
  process.once('exit', () => remove(root));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}
