import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../../src/controls/catalogue';
import { Control, GROUPS, isObjectControl, isWaivable, LEVELS } from '../../src/controls/control';
import { STANDARDS } from '../../src/controls/known-as';
import { POD_TEMPLATES, WORKLOAD_KINDS } from '../../src/manifest/workload';

const SOURCES = join(__dirname, '../../src/controls');
const FOLDERS = readdirSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'known-as').map(({ name }) => name);
const FILES = FOLDERS.flatMap((folder) => readdirSync(join(SOURCES, folder)).map((file) => [file.replace(/\.ts$/, ''), folder] as const));
const IDS = CATALOGUE.map(({ id }) => id);

/** The controls that a file declares. Helpers declare none. */
function controlsIn(file: string, folder: string): readonly Control[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.values<any>(require(join(SOURCES, folder, file))).filter((value) => value?.id && value.why);
}

test.each(FILES)('the catalogue contains every control that %s of %s declares, under the name of its file', (file, folder) => {
  for (const control of controlsIn(file, folder)) {
    expect(CATALOGUE).toContain(control);
    expect(control.id).toBe(file);
  }
});

test('no control is in the catalogue twice', () => expect(new Set(IDS).size).toBe(IDS.length));

test.each(IDS)('%s has a test file with its name', (id) => {
  const folder = FILES.find(([file]) => file === id)?.[1] ?? '';
  expect(existsSync(join(__dirname, folder, `${id}.test.ts`))).toBe(true);
});

test.each(FOLDERS)('every test file in %s belongs to a control in that folder', (folder) => {
  const tests = readdirSync(join(__dirname, folder)).flatMap((file) => /^(.*)\.test\.ts$/.exec(file)?.[1] ?? []);
  expect(tests.filter((id) => !IDS.includes(id) || !FILES.some(([file, home]) => file === id && home === folder))).toEqual([]);
});

test.each(STANDARDS.map((standard) => [standard.name, standard] as const))('every id of %s is mapped to an existing control', (_, { ids }) => {
  expect(Object.keys(ids).filter((id) => !IDS.includes(id))).toEqual([]);
  expect(Object.values(ids).filter((names) => names.length === 0)).toEqual([]);
});

/** Names of this library and of cdk8s-plus that mean nothing to the reader of a manifest. */
const IN_CODE = /\b(?:RunAs\.|WritablePath|writablePaths|Hardened[A-Z]|Hardening\b|RuntimePreset|Platform\.|SecretFiles|ServiceAccountToken\.|DockerfileImage|Waiver\b|takeOwnership|seedImage|userNamespace|ensureNonRoot|containerRunAs|portNumber|Volume\.from|cdk8s-plus)|`(?:user|group|runAs)`/;

test.each(CATALOGUE.filter(isWaivable).map((control) => [control.id, control] as const))('manifest remedies of %s do not mention a code API', (_, control) => {
  expect(control.remedy).not.toMatch(IN_CODE);
  expect('remedyOnWindows' in control ? control.remedyOnWindows : '').not.toMatch(IN_CODE);
});

test.each(FILES.filter(([, folder]) => folder !== 'declarations'))('violations of %s in %s do not mention a code API in manifest remedies', (file, folder) => {
  const source = readFileSync(join(SOURCES, folder, `${file}.ts`), 'utf8');
  const remedies = [...source.matchAll(/\bremedy(?: =|:) (?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)].map(([, quoted, template]) => quoted ?? template);
  expect(remedies.filter((remedy) => IN_CODE.test(remedy))).toEqual([]);
});

test.each(CATALOGUE.map((control) => [control.id, control] as const))('%s has rules, and its remedies are not sentences', (_, control) => {
  expect('spec' in control ? control.spec.rules.length : 1).toBeGreaterThan(0);
  expect([control.remedy, control.remedyInCode, 'remedyOnWindows' in control ? control.remedyOnWindows : undefined].filter((remedy) => remedy && /\.$|^[A-Z][a-z]/.test(remedy))).toEqual([]);
});

test.each(CATALOGUE.map((control) => [control.id, control] as const))('%s is an error or a warning; on pods in a Pod Security profile it is an error', (_, control) => {
  const { level, severity } = control;
  expect([...LEVELS, ...GROUPS]).toContain(level);
  expect(level === 'hardened' || isObjectControl(control) ? ['error', 'warning'] : ['error']).toContain(severity);
});

test.each(CATALOGUE.map((control) => [control.id, control] as const))('%s is in the folder of its level', (id, { level }) => {
  const folder = FILES.find(([file]) => file === id)?.[1];
  const ofLevel = { 'pss-baseline': 'baseline', 'pss-restricted': 'restricted', 'hardened': undefined, 'declarations': level, 'output': level, 'waivers': level }[level];
  expect([ofLevel, 'hardened', 'platform', 'startup', 'objects', 'dockerfile']).toContain(folder);
});

test('object controls declare these kinds, or check all kinds', () => {
  const kinds = CATALOGUE.flatMap((control) => isObjectControl(control) ? [[control.id, control.kinds]] : []);
  expect(Object.fromEntries(kinds)).toEqual({
    'cluster-admin': ['rbac.authorization.k8s.io/ClusterRoleBinding', 'rbac.authorization.k8s.io/RoleBinding'],
    'config-map-secrets': ['/ConfigMap'],
    'default-namespace': WORKLOAD_KINDS,
    'merge-keys': undefined,
    'namespace-enforce': ['/Namespace'],
    'nested-lists': undefined,
    'persistent-volume-host-path': ['/PersistentVolume'],
    'pod-template': Object.keys(POD_TEMPLATES),
    'service-account-automount': ['/ServiceAccount'],
    'service-account-token-secret': ['/Secret'],
    'unevaluated-pod-template': undefined,
    'unsafe-custom-value': undefined,
    'unsafe-custom-value-restricted': undefined,
    'unsafe-embedded-text': undefined,
    'unsafe-embedded-text-restricted': undefined,
    'unsafe-grants': [
      '/SecurityContextConstraints', 'security.openshift.io/SecurityContextConstraints', 'extensions/PodSecurityPolicy', 'policy/PodSecurityPolicy',
    ],
    'wildcard-rbac': ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/Role'],
  });
});
