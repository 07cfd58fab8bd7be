/*
 * Writes the generated files that are made from the sources: `npx projen docs`. It is one process, because loading the catalog takes
 * longer than printing a page.
 */
import { createRequire } from 'module';

const load = createRequire(__filename);

interface Generator {
  write(): void | Promise<void>;
}

/** In order: modules that write sources come before those that load them. */
const GENERATORS = [
  'image-families', 'shell-parser', 'report-page', 'settings-schema', 'report-schema', 'pinned-version',
  'api-doc', 'cli-doc', 'settings-doc', 'controls-doc', 'admission-doc', 'cluster-doc', 'images-doc', 'troubleshooting-doc', 'tests-doc', 'architecture-doc',
  'surface',
];

async function writeAll(): Promise<void> {
  for (const name of GENERATORS) {
    const generator: Generator = load(`./${name}`);
    await generator.write();
  }
}

void writeAll();
