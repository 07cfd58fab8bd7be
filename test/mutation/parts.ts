import { readdirSync, statSync } from 'fs';
import { join } from 'path';

/** A part of the sources that Stryker mutates in one run. */
export interface MutationPart {
  /** Within src/, without the folders in them. */
  readonly folders: readonly string[];
  /** Files and folders within test/. Their tests call pure functions, so all of them may run in one process. */
  readonly tests: readonly string[];
}

/** Percent of a part's mutants that its tests must notice. */
export const MIN_SCORE = 90;

/** What every control declares: its texts, and the fields that it reads. */
const DECLARED = ['policy/controls/catalog.test.ts', 'policy/controls/reads.test.ts', 'properties/needed-fields.test.ts'];
/** What fixes do, and in which order. */
const FIXES = ['assess', 'harden', 'fix-finding', 'fix-order'].map((name) => `policy/engine/${name}.test.ts`);
/** The reference implementation of the Pod Security Standards. */
const STANDARDS = ['policy/controls/overrides.test.ts', 'pss'];

/** By name, the smallest first. */
export const PARTS: Readonly<Record<string, MutationPart>> = {
  platform: controls(['platform'], DECLARED), // These fix nothing, nor do those of objects.
  declarations: controls(['declarations', 'output', 'waivers'], DECLARED),
  restricted: controls(['restricted'], [...DECLARED, ...FIXES, ...STANDARDS, 'policy/controls/hardened/windows.test.ts']),
  baseline: controls(['baseline'], [...DECLARED, ...FIXES, ...STANDARDS]),
  settings: {
    folders: ['policy/settings', 'knowledge/writable-paths'],
    tests: [
      'policy/settings', ...testsIn('knowledge/writable-paths', false), ...engine('image-needs', 'image-users', 'known-images', 'secret-files', 'requested', 'plan'), ...FIXES,
      ...of('hardened', 'claim-owners', 'empty-dir-size-limit', 'seeded-paths', 'service-account-token', 'user-id', 'writable-paths'),
      ...of('startup', 'data-claim', 'data-directory', 'empty-volume-command', 'empty-volume-working-dir', 'fs-group-volumes', 'seed-shell'),
      ...of('platform', 'openshift-profiles', 'platform-assigned-ids'),
    ],
  },
  dockerfile: controls(['dockerfile'], [...DECLARED, 'formats/dockerfile/fixtures.test.ts']),
  objects: controls(['objects'], [
    ...DECLARED, 'policy/controls/embedded-text.test.ts', 'policy/controls/unsafe-text.test.ts', 'policy/controls/unsafe-values.test.ts',
    'policy/engine/finding.test.ts', 'policy/rbac/rbac.test.ts',
  ]),
  startup: controls(['startup'], [...DECLARED, ...FIXES]),
  engine: {
    folders: ['policy/engine', 'policy/facts'],
    tests: [
      'policy/engine', 'policy/facts/store.test.ts', 'policy/rbac', 'policy/network/differential.test.ts', 'policy/network/evaluator.test.ts',
      ...of('hardened', 'image-lock', 'network-policy', 'service-account-exists', 'service-account-token', 'undeclared-writable-paths'),
      ...of('objects', 'anonymous-binding', 'service-account-automount', 'service-ports', 'service-targets'),
      'properties/needed-fields.test.ts', 'constructs/synth/apply/settings.test.ts', 'tasks/fixes',
    ],
  },
  waivers: { folders: ['policy/waivers'], tests: ['policy/waivers', 'properties/waivers.test.ts'] },
  // What controls share is used everywhere: with the tests of every control it would take hours.
  controls: {
    folders: ['policy/controls'],
    tests: [
      ...testsIn('policy/controls', false), ...engine('image-users', 'known-images', 'owner-changes', 'secret-files'),
      'tasks/reports/control-facts.test.ts',
      ...of('baseline', 'capabilities-baseline', 'app-armor-profile', 'host-path-volumes', 'selinux-options', 'sysctls', 'windows-host-process'),
      ...of('restricted', 'run-as-user'),
      ...of('hardened', 'empty-dir-size-limit', 'ephemeral-storage', 'fs-group', 'group-id', 'high-user-id', 'image-lock',
        'command-secrets', 'disabled-security', 'literal-secrets', 'loader-variables', 'memory-resources', 'runtime-annotations', 'runtime-environment',
        'runtime-socket', 'seeded-paths', 'sensitive-host-paths', 'service-account-token', 'token-audience', 'user-id', 'working-dir', 'writable-paths'),
      ...of('startup', 'data-directory', 'empty-volume-command', 'empty-volume-working-dir', 'fs-group-volumes', 'group-without-user',
        'host-path-access', 'image-command', 'image-user', 'low-ports', 'probe-ports', 'user-namespace', 'user-namespace-mapping'),
      ...of('objects', 'service-ports'),
      ...of('platform', 'openshift-profiles', 'platform-assigned-ids', 'autopilot-host-paths'),
      ...of('dockerfile', 'dockerfile-disabled-security', 'dockerfile-loader-variables', 'dockerfile-ports', 'dockerfile-run-as', 'dockerfile-secrets',
        'dockerfile-setuid', 'dockerfile-sudo', 'dockerfile-user-root', 'dockerfile-world-writable'),
    ],
  },
  hardened: controls(['hardened'], [
    ...DECLARED, ...FIXES, 'policy/facts/store.test.ts', ...engine('kept-users', 'known-images', 'requested', 'secret-files', 'third-party', 'waived'),
  ]),
  secrets: controls(['secrets'], [...of('hardened', 'command-secrets', 'literal-secrets'), ...of('objects', 'config-map-secrets'), ...of('dockerfile', 'dockerfile-secrets')]),
};

/** The test files of a part, relative to test/. */
export function testFilesOf(part: string): readonly string[] {
  return [...new Set(PARTS[part].tests.flatMap((path) => testsIn(path)))];
}

/** Groups of controls, with their own tests and others. */
function controls(groups: readonly string[], tests: readonly string[]): MutationPart {
  const folders = groups.map((group) => `policy/controls/${group}`);
  return { folders, tests: [...folders, ...tests] };
}

function of(group: string, ...ids: readonly string[]): readonly string[] {
  return ids.map((id) => `policy/controls/${group}/${id}.test.ts`);
}

function engine(...names: readonly string[]): readonly string[] {
  return names.map((name) => `policy/engine/${name}.test.ts`);
}

function testsIn(path: string, recursive = true): readonly string[] {
  const full = join(__dirname, '..', path);
  const files = statSync(full).isFile() ? [''] : readdirSync(full, { recursive, encoding: 'utf8' }).sort();
  return files.map((file) => join(path, file)).filter((file) => file.endsWith('.test.ts'));
}
