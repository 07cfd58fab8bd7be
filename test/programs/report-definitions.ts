import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'fs';
import { basename, join } from 'path';
import { machineFolder } from './machine-folder';
import { mustRun } from './must-run';
import { GO_SCANNERS, GO_TOOLCHAIN } from './pinned';

const SOURCES = join(__dirname, 'go-scanners', 'kyverno');
/** Where modules, whose versions and digests those of Kyverno pin, have the definitions. */
const DEFINITIONS: { readonly [module: string]: readonly string[] } = {
  'github.com/kyverno/kyverno': ['wgpolicyk8s.io_clusterpolicyreports.yaml', 'wgpolicyk8s.io_policyreports.yaml'].map((file) => `config/crds/policyreport/${file}`),
  'github.com/openreports/reports-api': ['config/install.yaml'],
};

/** The definitions of PolicyReport of wgpolicyk8s.io and of Report of openreports.io, as YAML. They are downloaded once for the machine. */
export function reportDefinitions(): readonly string[] {
  const folder = machineFolder(`report-definitions-${GO_SCANNERS.kyverno.version}`);
  if (!existsSync(folder)) {
    const work = mkdtempSync(`${folder}-`);
    try {
      ['go.mod', 'go.sum'].forEach((file) => copyFileSync(join(SOURCES, file), join(work, file)));
      const variables = { GOPATH: join(work, 'path'), GOMODCACHE: '', GOFLAGS: '-modcacherw', GOTOOLCHAIN: GO_TOOLCHAIN };
      const printed = mustRun('go', ['mod', 'download', '-json', ...Object.keys(DEFINITIONS)], work, variables);
      mkdirSync(join(work, 'found'));
      for (const { Path: module, Dir: place } of JSON.parse(`[${printed.replace(/\n}\n{/g, '\n},\n{')}]`)) {
        DEFINITIONS[module].forEach((file) => copyFileSync(join(place, file), join(work, 'found', basename(file))));
      }
      renameSync(join(work, 'found'), folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
}
