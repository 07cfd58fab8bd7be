import { cdk, cdk8s, javascript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-hardened',
  description: 'Kubernetes workloads that are secure by default and still start, for cdk8s and cdk8s-plus',
  author: 'The cdk8s-hardened authors',
  authorOrganization: true,
  authorAddress: 'cdk8s-hardened@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk8s-hardened/cdk8s-hardened.git',
  license: 'Apache-2.0',
  keywords: ['cdk8s', 'kubernetes', 'security', 'hardening', 'pod-security-standards'],
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0',

  projenVersion: '~0.103.25',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  stability: cdk.Stability.EXPERIMENTAL,

  cdk8sVersion: '2.70.106',
  constructsVersion: '10.5.1',
  peerDeps: ['cdk8s-plus-28@^2.5.6'],
  devDeps: [
    '@jsii/kernel@^1',
    '@types/node@^20',
    'cdk8s-cli@~2.207.60',
    'fast-check@^4',
    'yaml@^2',
  ],

  jestOptions: {
    jestVersion: '^30.0.0',
    // Without this projen rewrites snapshots on every run, and no golden test could ever fail.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: { testTimeout: 30_000 },
  },
  eslintOptions: { dirs: ['src', 'examples', 'bench'], devdirs: ['test', 'projenrc'], commandOptions: { fix: false } },

  // No hosted workflows: .ci/run is the whole of CI.
  github: false,
  release: false,
  depsUpgrade: false,
});

// projen gives one version to jest and @types/jest, which are released apart.
project.addDevDeps('jest@~30.5.2');

project.synth();
