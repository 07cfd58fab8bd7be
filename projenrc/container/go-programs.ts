import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Architecture } from './architecture';
import { mustRun } from '../../test/programs/must-run';
import { CONTAINER_MODULES, GO_TOOLCHAIN } from '../../test/programs/pinned';
import { Part } from '../release/sbom';
import { withTemporaryFolder } from '../temporary-folder';

const LICENSE_FILE = /^(?:licen[sc]e|copying|notice)/i;

/** Where a program is in a root. */
export const inBin = (root: string, name: string): string => join(root, 'usr/bin', name);

/** Builds Helm and kustomize from their modules, for any architecture, into a root. */
export function addGoPrograms(root: string, architecture: Architecture): void {
  const downloaded = mustRun('go', ['env', 'GOMODCACHE']).trim();
  withTemporaryFolder('go', (work) => {
    for (const [name, { program, version, versionVariable }] of Object.entries(CONTAINER_MODULES)) {
      const flags = ['-trimpath', '-buildvcs=false', `-ldflags=-s -w -X ${versionVariable}=${version}`];
      mustRun('go', ['install', ...flags, `${program}@${version}`], work, {
        // Go refuses GOBIN for another architecture.
        GOBIN: '', GOPATH: work, GOMODCACHE: downloaded, GOFLAGS: '', GOTOOLCHAIN: GO_TOOLCHAIN, GOOS: 'linux', GOARCH: architecture, CGO_ENABLED: '0',
      });
      const built = [join(work, 'bin', name), join(work, 'bin', `linux_${architecture}`, name)].find(existsSync)!;
      mustRun('install', ['-D', built, inBin(root, name)]);
      const licenses = join(root, 'usr/share/doc', name, 'licenses.txt');
      mkdirSync(dirname(licenses), { recursive: true });
      writeFileSync(licenses, licensesOf(modulesIn(built), downloaded));
    }
  });
}

/** The modules that a program was built from. */
function modulesIn(program: string): readonly Part[] {
  const lines = mustRun('go', ['version', '-m', program]).split('\n').map((line) => line.trim().split('\t'));
  return lines.filter(([kind]) => kind === 'mod' || kind === 'dep').map(([, name, version]) => ({ ecosystem: 'golang', name, version }));
}

/** The same with the standard library. */
export function partsOf(program: string): readonly Part[] {
  const [version] = / go(\S+)\n/.exec(mustRun('go', ['version', program]))!.slice(1);
  return [...modulesIn(program), { ecosystem: 'golang', name: 'stdlib', version }];
}

function licensesOf(modules: readonly Part[], downloaded: string): string {
  return modules.flatMap(({ name, version }) => {
    const folder = join(downloaded, `${name.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)}@${version}`);
    return readdirSync(folder).filter((file) => LICENSE_FILE.test(file))
      .map((file) => `${name} ${version}: ${file}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`);
  }).join('\n\n');
}
