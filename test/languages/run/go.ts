import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { command, Language } from './language';

const STAND_IN = join(__dirname, '..', 'stand-ins', 'go', 'jsii');
const OURS = 'github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened';

/** The modules that are generated, and their folders. */
const GENERATED = {
  'github.com/aws/constructs-go/constructs/v10': 'constructs',
  'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2': 'cdk8s',
  'github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2': 'cdk8splus28',
  [OURS]: 'cdk8shardened',
};

/** The stand-ins need no newer Go than the one that is there. */
function lowerVersion(folder: string): void {
  const file = join(folder, 'go.mod');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^go 1\.\d+$/m, 'go 1.23'));
}

export const go: Language = {
  name: 'go',
  target: 'go',
  programs: ['go'],
  probe: ['go', 'mod', 'download', 'github.com/aws/jsii-runtime-go@v1.140.0'],
  run(app, built) {
    command(app, ['go', 'mod', 'edit', `-replace=${OURS}=${join(built, 'cdk8shardened')}`]);
    command(app, ['go', 'mod', 'tidy']);
    command(app, ['go', 'run', '.']);
  },
  checkTypes(app, sources) {
    const replacements = Object.entries(GENERATED).map(([module, folder]) => `-replace=${module}=${join(sources, folder)}`);
    [app, ...Object.values(GENERATED).map((folder) => join(sources, folder))].forEach(lowerVersion);
    command(app, ['go', 'mod', 'edit', `-replace=github.com/aws/jsii-runtime-go=${STAND_IN}`, ...replacements]);
    command(app, ['go', 'vet', '.'], { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' });
  },
};
