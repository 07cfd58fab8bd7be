import { allotIds, install, requireRoot } from './machine';
import { create, remove } from './storage';

/** Once before all runtime tests. */
export default function setUp(): void {
  install();
  requireRoot();
  allotIds();
  const root = create();
  // Also where the run is broken off, which skips jest's own teardown.
  process.once('exit', () => remove(root));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}
