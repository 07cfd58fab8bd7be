/**
 * What README.md claims, section by section, and the tests that prove it: files or folders below test/. docs/proof.md shows it.
 * A section of README.md without a claim here, and a test that is not there, are errors.
 */
export interface Claim {
  readonly says: string;
  readonly tests: readonly string[];
}

export const CLAIMS: { readonly [section: string]: readonly Claim[] } = {
  'The problem': [
    { says: 'A plain Deployment is refused by "restricted", for the reasons given', tests: ['readme.test.ts', 'pss/pss.test.ts'] },
    { says: 'A plain Deployment has no place to write', tests: ['runtime/volumes.runtime.ts'] },
  ],
  'The same with this library': [
    { says: 'The code gives the YAML that is shown, and the error that is shown', tests: ['readme.test.ts'] },
    { says: 'Its pods stop what a plain Deployment lets happen', tests: ['runtime/attacks.runtime.ts'] },
    { says: '"restricted" admits every kind', tests: ['workloads/pod-security.test.ts', 'pss/pss.test.ts'] },
  ],
  'Install': [
    { says: 'The package works where it is installed', tests: ['package/packed.test.ts'] },
    { says: 'The workloads are subclasses whose props and methods work as before', tests: ['workloads/parent.test.ts', 'package/kernel.test.ts'] },
    { says: 'StatefulSets take claims', tests: ['workloads/volume-claims.test.ts', 'runtime/volumes.runtime.ts'] },
    { says: 'Jobs take `completions`, `parallelism` and `podFailurePolicy`', tests: ['workloads/job-run.test.ts'] },
  ],
  'What is filled in': [
    { says: 'Each field is filled in, in each kind', tests: ['workloads/golden.test.ts', 'readme.test.ts'] },
    { says: 'Each field has work to do', tests: ['runtime/leave-one-out.runtime.ts'] },
    { says: 'Only where it is missing, in all containers, early or late', tests: ['workloads/defaults.test.ts', 'engine/harden.test.ts'] },
    { says: '`limitEphemeralStorage: false` switches its limits off', tests: ['workloads/defaults.test.ts'] },
  ],
  'What is refused': [
    { says: 'Exactly what the Pod Security Standards refuse, in every version', tests: ['pss/pss.test.ts'] },
    { says: 'Each control refuses what it says', tests: ['controls', 'controls/catalogue.test.ts'] },
    { says: 'All errors come in one message, each with its place and what to write instead', tests: ['workloads/refusals.test.ts', 'tree/gate.test.ts'] },
  ],
  'Writable paths': [
    { says: 'What is declared can be written in every kind, and nothing else', tests: ['runtime/volumes.runtime.ts'] },
    { says: 'Each container has volumes of its own, and init containers have theirs', tests: ['runtime/volumes.runtime.ts', 'workloads/writable-paths.test.ts'] },
    { says: 'What the author mounted stays, or is refused', tests: ['controls/hardened/writable-paths.test.ts', 'workloads/writable-paths.test.ts'] },
    { says: 'A volume hides what the image has, and outlives a restart of the container', tests: ['runtime/volumes.runtime.ts'] },
    { says: 'A command below an empty volume is refused', tests: ['controls/startup/empty-volume-command.test.ts'] },
    { says: 'Paths can share a volume', tests: ['runtime/volumes.runtime.ts', 'workloads/writable-kinds.test.ts'] },
    {
      says: 'Seeded paths hold the files of the image: all or nothing, once, wherever the seed is interrupted',
      tests: ['runtime/volumes.runtime.ts', 'seed/seed-script.test.ts', 'seed/interruptions.test.ts', 'workloads/writable-seeded.test.ts'],
    },
    { says: 'A seed that cannot be copied whole says of what', tests: ['runtime/volumes.runtime.ts', 'seed/seed-script.test.ts'] },
    { says: 'Persistent paths are writable, and outlive the pod', tests: ['runtime/volumes.runtime.ts', 'workloads/writable-persistent.test.ts'] },
    { says: '`takeOwnership` gives a claim to the user', tests: ['runtime/volumes.runtime.ts', 'runtime/owner-script.runtime.ts'] },
  ],
  'Runtimes': [
    { says: 'Each preset holds what the table says', tests: ['readme.test.ts', 'policy/runtime-preset.test.ts'] },
    {
      says: 'The programs that the table names answer under their preset, come back when they are killed, and fail without it',
      tests: ['runtime/apps/applications.runtime.ts', 'policy/runtime-preset-verified.test.ts'],
    },
    { says: 'The PHP example runs as it lies in its `dist`', tests: ['runtime/apps/examples.runtime.ts'] },
    { says: 'What the author says stands before a preset; two that contradict each other are refused', tests: ['policy/runtime-preset.test.ts'] },
  ],
  'What breaks, and what to write': [
    { says: 'What is to be written compiles, and does what the row is about', tests: ['readme-table.test.ts'] },
    { says: 'The programs fail with these messages, and run with what is to be written', tests: ['runtime/apps/applications.runtime.ts'] },
    { says: 'A claim, a low port and files of the image work as it says', tests: ['runtime/volumes.runtime.ts', 'runtime/users.runtime.ts'] },
  ],
  'Identity and platforms': [
    { says: 'The ids of each `RunAs` are emitted', tests: ['policy/run-as.test.ts', 'policy/identity.test.ts'] },
    { says: 'The ids are those that the process has', tests: ['runtime/users.runtime.ts'] },
    { says: '`RunAs.unique()` keeps workloads out of each other\'s files', tests: ['runtime/users.runtime.ts'] },
    { says: '`containerRunAs` keeps a sidecar out of the application\'s files and memory', tests: ['runtime/users.runtime.ts'] },
    { says: '`userNamespace`: root of the container is nobody on the node', tests: ['runtime/users.runtime.ts', 'controls/startup/user-namespace.test.ts'] },
    { says: 'What a platform would refuse is an error', tests: ['workloads/platforms.test.ts', 'controls/platform/platform-assigned-ids.test.ts'] },
    { says: 'Nothing newer than the target version is emitted', tests: ['controls/startup/newer-than-target.test.ts'] },
    { says: 'No token is mounted but the one that is asked for', tests: ['runtime/leave-one-out.runtime.ts', 'policy/service-account-token.test.ts'] },
    { says: '`SecretFiles` are read by the container\'s user', tests: ['runtime/users.runtime.ts', 'policy/secret-files.test.ts'] },
    { says: 'A declared port below 1024 is opened', tests: ['runtime/users.runtime.ts', 'controls/startup/low-ports.test.ts'] },
  ],
  'Dockerfiles': [
    { says: 'The workload runs as the USER of its Dockerfile, and what contradicts it is said', tests: ['policy/dockerfile-image.test.ts'] },
    { says: 'The last stage is read, with the defaults of ARG', tests: ['dockerfile/read-dockerfile.test.ts', 'dockerfile/fixtures.test.ts'] },
  ],
  'Judging what others made': [
    { says: '`enforce` judges all that a scope synthesises, and changes nothing', tests: ['tree/gate.test.ts'] },
  ],
  'Waivers': [
    { says: 'A waiver covers what it names, until it expires, and fails where it covers nothing', tests: ['waivers/apply.test.ts', 'waivers/expiry.test.ts'] },
    { says: 'Scopes set limits, which an inner scope cannot loosen', tests: ['tree/waiving.test.ts'] },
    { says: 'An annotation that was written by hand does not count', tests: ['tree/waiving.test.ts', 'waivers/annotation.test.ts'] },
    { says: 'A policy file gives them', tests: ['tree/listed-waivers.test.ts', 'waivers/policy-file.test.ts', 'docs/waivers.test.ts'] },
  ],
  'On files: audit and explain': [
    { says: 'Files are read as `kubectl` reads them', tests: ['yaml/kubectl.test.ts'] },
    { says: 'What a person would read differently is an error with its place', tests: ['yaml/errors.test.ts', 'cli/places.test.ts'] },
    { says: 'The options do what they say, and the report is written whole or not at all', tests: ['cli/options.test.ts', 'cli/output.test.ts'] },
    { says: 'A manifest that waives itself fails with `--waivers file`', tests: ['cli/waivers.test.ts'] },
    { says: 'Dockerfiles are audited, too', tests: ['cli/dockerfiles.test.ts', 'controls/dockerfile', 'waivers/dockerfile-comments.test.ts'] },
    { says: '`explain` says why', tests: ['cli/explain.test.ts'] },
  ],
  'Finding writable paths': [
    {
      says: 'What an image writes is found, and what is printed makes it work read-only',
      tests: ['runtime/suggest/suggest-paths.runtime.ts', 'cli/suggest/suggestion.test.ts'],
    },
    { says: 'The run ends as it says, and its container is removed', tests: ['runtime/suggest/runs.runtime.ts', 'cli/suggest/options.test.ts'] },
  ],
  'Defaults of a scope': [
    { says: 'The nearest scope wins, and the workload stands before all', tests: ['policy/defaults.test.ts', 'workloads/defaults.test.ts'] },
  ],
  'JSON patches': [
    { says: 'A patch runs before hardening, and what it removes is filled in again', tests: ['tree/synthesis.test.ts'] },
  ],
};

/** Sections of README.md that claim nothing about what the library does. */
export const WITHOUT_CLAIMS: readonly string[] = ['What it does not do', 'More'];
