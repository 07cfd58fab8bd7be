import { cpSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { installed, jsiiSource, writeInto } from './jsii-source';
import { command, Language, lowestVersion } from './language';
import { GO_TOOLCHAIN } from '../../programs/pinned';

const STAND_IN = join(__dirname, '..', 'stand-ins', 'go', 'jsii');
const RUNTIME = 'github.com/aws/jsii-runtime-go';
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

/** The libraries of the jsii runtime, and of these, in the packages of Debian. */
const LIBRARIES: { readonly [module: string]: { readonly path: string; readonly debian: string } } = {
  'github.com/Masterminds/semver/v3': { path: 'github.com/Masterminds/semver', debian: 'golang-github-masterminds-semver-dev' },
  'github.com/fatih/color': { path: 'github.com/fatih/color', debian: 'golang-github-fatih-color-dev' },
  'github.com/mattn/go-colorable': { path: 'github.com/mattn/go-colorable', debian: 'golang-github-mattn-go-colorable-dev' },
  'github.com/mattn/go-isatty': { path: 'github.com/mattn/go-isatty', debian: 'golang-github-mattn-go-isatty-dev' },
  'golang.org/x/sys': { path: 'golang.org/x/sys', debian: 'golang-golang-x-sys-dev' },
};

const OFFLINE = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local' };

/** Of a module of Go, by its name. */
function majorOf(module: string): string {
  return /(?<=\/)v\d+$/.exec(module)?.[0] ?? 'v0';
}

/** The stand-ins need no newer Go than the one that is there. */
function lowerVersion(folder: string): void {
  const file = join(folder, 'go.mod');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^go 1\.\d+$/m, 'go 1.23'));
}

/** Lets an app use the generated sources and a jsii runtime. */
function useModules(app: string, sources: string, runtime: string, version?: number): void {
  const modules = generated(version).map(([module, folder]) => ({ module, folder: join(sources, folder) }));
  [app, ...modules.map(({ folder }) => folder)].forEach(lowerVersion);
  const replaced = version === undefined ? [] : generated().slice(2).map(([module]) => `-droprequire=${module}`);
  command(app, [
    'go', 'mod', 'edit', ...replaced, `-replace=${RUNTIME}=${runtime}`,
    ...modules.flatMap(({ module, folder }) => [`-replace=${module}=${folder}`, `-require=${module}@${majorOf(module)}.0.0`]),
  ]);
}

export const go: Language = {
  name: 'go',
  target: 'go',
  programs: ['go'],
  probe: ['env', `GOTOOLCHAIN=${GO_TOOLCHAIN}`, 'go', 'mod', 'download', `github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2@v${lowestVersion('cdk8s')}`],
  run(app, built) {
    command(app, ['go', 'mod', 'edit', `-replace=${OURS}=${join(built, 'cdk8shardened')}`]);
    command(app, ['go', 'mod', 'tidy'], { GOTOOLCHAIN: GO_TOOLCHAIN });
    command(app, ['go', 'run', '.'], { GOTOOLCHAIN: GO_TOOLCHAIN });
  },
  imports: {
    file: 'main.go',
    forPlus: (text, version) => text.replaceAll('cdk8splus28', `cdk8splus${version}`).replace(`"${OURS}"`, `cdk8shardened "${OURS}plus${version}"`),
  },
  checkTypes(app, sources, version) {
    useModules(app, sources, STAND_IN, version);
    command(app, ['go', 'vet', '.'], OFFLINE);
  },
  runFromSource(app, sources, checkout, work) {
    const source = jsiiSource(checkout, work, 'go-runtime', 'jsii-runtime-go/internal/embedded/resources');
    const runtime = join(source.folder, 'jsii-runtime-go');
    writeInto(join(runtime, 'internal/kernel'), 'version.generated.go', `package kernel\n\nconst version = "${source.version}"\n`);
    rmSync(join(runtime, 'tools.go')); // needs what only its developers need
    writeInto(runtime, 'go.mod', `module ${RUNTIME}\n\ngo 1.23\n`);
    useModules(app, sources, runtime);
    for (const [module, { path, debian }] of Object.entries(LIBRARIES)) {
      const copy = join(work, 'libraries', path);
      cpSync(installed(join('/usr/share/gocode/src', path), debian), copy, { recursive: true, dereference: true });
      writeInto(copy, 'go.mod', `module ${module}\n\ngo 1.21\n`);
      command(app, ['go', 'mod', 'edit', `-replace=${module}=${copy}`, `-require=${module}@${majorOf(module)}.0.0`]);
    }
    command(app, ['go', 'run', '.'], OFFLINE);
  },
};
