import { PARTS as MUTATED } from '../mutation/parts';
import { KUBERNETES_SERVERS } from '../programs/pinned';

/** A part of `npm run test:full`, which runs by itself and has a result of its own. */
export interface Part {
  readonly description: string;
  /** Shell commands, which run one after the other until one fails. */
  readonly commands: readonly string[];
  /** Files and folders. A result holds until the content of one of them changes. */
  readonly inputs: readonly string[];
  /** Whether the properties in it get a random seed, which the result records. */
  readonly hasRandomSeed?: boolean;
}

const LIBRARY = ['package-lock.json', '.projenrc.ts', 'projenrc', 'src', 'vendor', 'test/support', 'test/programs'];
const TESTS = [...LIBRARY, 'test', 'examples', 'docs'];

const COMPILE = 'npx projen compile';
const FULL = 'npx jest --config test/full/jest.config.json';
const MUTATION = ['runner.mjs', 'ignore-texts.mjs', 'stryker.config.mjs', 'fast-check.ts'].map((name) => `test/mutation/${name}`);

/** Other code changes a score little, so that the age limit is enough for it. */
function mutationParts(): Readonly<Record<string, Part>> {
  return Object.fromEntries(Object.entries(MUTATED).map(([name, { folders, tests }]) => [`mutation-${name}`, {
    description: `mutation tests of ${folders.join(', ')}`,
    commands: [`npx projen mutate ${name}`],
    inputs: [...MUTATION, ...folders.map((folder) => `src/${folder}`), ...tests.map((path) => `test/${path}`)],
  }]));
}

/** By name, in the order in which they run. */
export const PARTS: Readonly<Record<string, Part>> = {
  properties: {
    description: 'all runs of all properties and of hostile input, with a random seed',
    commands: [COMPILE, `FULL_RUNS=true ${FULL} --selectProjects properties`],
    inputs: [...LIBRARY, 'test/properties', 'test/fuzz', 'test/pss', 'test/policy', 'test/formats', 'test/knowledge'],
    hasRandomSeed: true,
  },
  limits: {
    description: 'tests that compare seconds or memory with a limit',
    commands: [COMPILE, `${FULL} --selectProjects full`],
    inputs: [...TESTS, 'site', 'report-page'],
  },
  style: {
    description: 'eslint and the prose linter on all files',
    commands: ['npx projen eslint', 'npx jest --config test/slow/jest.config.json test/prose'],
    inputs: ['.'],
  },
  node: {
    description: 'all fast tests and the tests of the packed library on every other supported version of Node.js',
    commands: [COMPILE, 'npm run test:node'],
    inputs: TESTS,
  },
  plus: {
    description: 'the hardened kinds with every version of cdk8s-plus, and the packed library with the newest peers',
    commands: [COMPILE, 'node --no-opt node_modules/jest/bin/jest.js --ci --config test/plus/jest.config.json', 'npm run test:peers'],
    inputs: TESTS,
  },
  windows: {
    description: 'the packed library and the tests of the command line on the Windows build of Node.js, in Wine',
    // The first one installs Wine, for both.
    commands: [COMPILE, 'npx ts-node --project test/tsconfig.json --transpile-only test/windows/fast-tests.ts', `${FULL} --selectProjects windows`],
    inputs: TESTS,
  },
  coverage: {
    description: 'the fast tests cover the sources',
    commands: [COMPILE, 'npm run coverage'],
    inputs: TESTS,
  },
  generated: {
    description: 'every generated file is as committed',
    commands: ['. .ci/functions.sh', 'before=$(snapshot)', 'npx projen generate', 'expect_unchanged "$before"'],
    inputs: ['.'],
  },
  languages: {
    description: 'the packages of Python, Java and Go, for both versions of cdk8s-plus that have one',
    commands: ['npm run test:languages', 'npm run test:languages -- --newest-plus'],
    inputs: [...LIBRARY, 'examples', 'docs/how-to', 'test/languages'],
  },
  release: {
    description: 'a release without the upload, with its container image in a container',
    commands: ['npm run release:rehearsal'],
    inputs: TESTS,
  },
  bench: {
    description: 'no benchmark got slower',
    commands: [COMPILE, 'npx ts-node --transpile-only bench/main.ts --check'],
    inputs: [...LIBRARY, 'bench'],
  },
  images: {
    description: 'every known image that a Debian program stands in for, in a real container',
    commands: [COMPILE, 'npm run test:runtime:all'],
    inputs: [...LIBRARY, 'test/runtime'],
  },
  cluster: {
    description: 'the tests with a real API server, of every other version of Kubernetes',
    commands: KUBERNETES_SERVERS.slice(1).map((version) => `CLUSTER_VERSION=${version} npm run test:cluster`),
    inputs: TESTS,
  },
  scanners: {
    description: 'other scanners report what the library says, and accept its exceptions',
    commands: ['npm run test:scanners'],
    inputs: [...LIBRARY, 'test/scanners', 'test/policy', 'test/examples', 'examples'],
  },
  ...mutationParts(),
};
