import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { command, Language } from './language';

const STAND_IN = join(__dirname, '..', 'stand-ins', 'go', 'jsii');
const OURS = 'github.com/cdk8s-hardened/cdk8s-hardened-go/cdk8shardened';

/** The modules that are generated, and their folders. */
function generated(version?: number): readonly (readonly [module: string, folder: string])[] {
  const ending = version === undefined ? '' : `plus${version}`;
  const plus = `cdk8splus${version ?? 28}`;
  return [
    ['github.com/aws/constructs-go/constructs/v10', 'constructs'],
    ['github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2', 'cdk8s'],
    [`github.com/cdk8s-team/cdk8s-plus-go/${plus}/v2`, plus],
    [OURS + ending, `cdk8shardened${ending}`],
  ];
}

/** Of a module of Go, by its name. */
function majorOf(module: string): string {
  return /(?<=\/)v\d+$/.exec(module)?.[0] ?? 'v0';
}

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
  imports: {
    file: 'main.go',
    forPlus: (text, version) => text.replaceAll('cdk8splus28', `cdk8splus${version}`).replace(`"${OURS}"`, `cdk8shardened "${OURS}plus${version}"`),
  },
  checkTypes(app, sources, version) {
    const modules = generated(version).map(([module, folder]) => ({ module, folder: join(sources, folder) }));
    [app, ...modules.map(({ folder }) => folder)].forEach(lowerVersion);
    const replaced = version === undefined ? [] : generated().slice(2).map(([module]) => `-droprequire=${module}`);
    command(app, [
      'go', 'mod', 'edit', ...replaced, `-replace=github.com/aws/jsii-runtime-go=${STAND_IN}`,
      ...modules.flatMap(({ module, folder }) => [`-replace=${module}=${folder}`, `-require=${module}@${majorOf(module)}.0.0`]),
    ]);
    command(app, ['go', 'vet', '.'], { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' });
  },
};
