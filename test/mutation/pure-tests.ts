import { readdirSync, statSync } from 'fs';
import { join } from 'path';

/*
 * The tests of the part that is mutated. They call pure functions, so all of them may run in one process. Its own come first, since the
 * first failure is the last; then those that use it.
 */

const part = process.env.MUTATE ?? '';
/** The tests of the part itself. */
const own = `policy/${part}`;
/** What every control declares: its texts, and the fields that it reads. */
const DECLARED = ['policy/controls/catalog.test.ts', 'policy/controls/reads.test.ts', 'properties/needed-fields.test.ts'];
/** It takes longest, so that it runs last. */
const FIX_ORDER = 'policy/engine/fix-order.test.ts';
/** What fixes do, and in which order. */
const FIXES = ['policy/engine/assess.test.ts', 'policy/engine/harden.test.ts', FIX_ORDER];
const USED_BY: { readonly [part: string]: readonly string[] } = {
  'engine': [
    'policy/engine', 'policy/facts/store.test.ts', 'policy/rbac', 'policy/network/differential.test.ts', 'policy/network/evaluator.test.ts',
    ...of('hardened', 'image-lock', 'network-policy', 'service-account-exists', 'service-account-token', 'undeclared-writable-paths'),
    ...of('objects', 'anonymous-binding', 'service-account-automount', 'service-ports', 'service-targets'),
    'properties/needed-fields.test.ts',
    'constructs/synth/apply/settings.test.ts', 'tasks/fixes',
  ],
  'waivers': ['policy/waivers', 'properties/waivers.test.ts'],
  // What controls share is used everywhere: with the tests of every control it would take hours.
  'controls': [
    'policy/controls/catalog.test.ts', 'policy/settings', 'policy/controls/secrets', ...testsIn('policy/controls', false),
    ...['container-paths', 'mount-path', 'names', 'owner-container', 'seed-container', 'volumes'].map((name) => `knowledge/writable-paths/${name}.test.ts`),
    ...['image-users', 'known-images', 'secret-files'].map((name) => `policy/engine/${name}.test.ts`),
    'tasks/reports/control-facts.test.ts',
    ...of('baseline', 'capabilities-baseline', 'app-armor-profile', 'host-path-volumes', 'selinux-options', 'sysctls', 'windows-host-process'),
    ...of('restricted', 'run-as-user'),
    ...of('hardened', 'claim-owners', 'empty-dir-size-limit', 'ephemeral-storage', 'fs-group', 'group-id', 'high-user-id', 'image-lock',
      'command-secrets', 'literal-secrets', 'loader-variables', 'memory-resources', 'runtime-annotations', 'runtime-environment', 'runtime-socket', 'seeded-paths',
      'sensitive-host-paths', 'service-account-token', 'token-audience', 'user-id', 'writable-paths'),
    ...of('startup', 'data-directory', 'empty-volume-command', 'empty-volume-working-dir', 'fs-group-volumes', 'group-without-user',
      'low-ports', 'seed-shell', 'user-namespace', 'user-namespace-mapping'),
    ...of('platform', 'openshift-profiles', 'platform-assigned-ids', 'autopilot-host-paths'),
    ...of('objects', 'config-map-secrets'),
    ...of('dockerfile', 'dockerfile-ports', 'dockerfile-run-as', 'dockerfile-secrets', 'dockerfile-setuid', 'dockerfile-sudo', 'dockerfile-user-root',
      'dockerfile-world-writable'),
  ],
  'controls/platform': [own, ...DECLARED], // They fix nothing, as those of objects.
  'controls/objects': [own, ...DECLARED, 'policy/engine/finding.test.ts'],
  'controls/declarations': [own, ...DECLARED, 'policy/controls/output', 'policy/controls/waivers'],
  'controls/dockerfile': [own, ...DECLARED, 'formats/dockerfile/fixtures.test.ts'],
  'controls/hardened': [own, ...DECLARED, ...FIXES,
    'policy/facts/store.test.ts', ...['kept-users', 'known-images', 'requested', 'secret-files', 'third-party', 'waived'].map((name) => `policy/engine/${name}.test.ts`)],
  'controls/baseline': [own, ...DECLARED, 'policy/controls/overrides.test.ts', ...FIXES, 'pss'],
  'controls/restricted': [own, ...DECLARED, 'policy/controls/overrides.test.ts', ...of('hardened', 'windows'), ...FIXES, 'pss'],
};

function of(folder: string, ...ids: readonly string[]): readonly string[] {
  return ids.map((id) => `policy/controls/${folder}/${id}.test.ts`);
}

function testsIn(path: string, recursive = true): readonly string[] {
  const full = join(__dirname, '..', path);
  const files = statSync(full).isFile() ? [''] : readdirSync(full, { recursive, encoding: 'utf8' }).sort();
  return files.map((file) => join(path, file)).filter((file) => file.endsWith('.test.ts'));
}

const files = new Set((USED_BY[part] ?? [own, ...DECLARED, ...FIXES]).flatMap((path) => testsIn(path)));

/** The test files of the part, relative to test/. */
export const PURE_TESTS: readonly string[] = [...files].sort((a, b) => Number(a === FIX_ORDER) - Number(b === FIX_ORDER));
