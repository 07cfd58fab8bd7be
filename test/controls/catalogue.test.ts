import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { CATALOGUE } from '../../src/controls/catalogue';
import { isObjectControl, GROUPS, LEVELS } from '../../src/controls/control';
import { POD_TEMPLATES, WORKLOAD_KINDS } from '../../src/manifest/workload';

const SOURCES = join(__dirname, '../../src/controls');
const FOLDERS = readdirSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const FILES = FOLDERS.flatMap((folder) => readdirSync(join(SOURCES, folder)).map((file) => [file.replace(/\.ts$/, ''), folder] as const));
const IDS = CATALOGUE.map(({ id }) => id);

test.each(FILES)('%s of %s is listed in the catalogue', (id) => expect(IDS).toContain(id));

test.each(IDS)('%s has one file and a test of its name', (id) => {
  const folders = FILES.flatMap(([file, folder]) => file === id ? [folder] : []);
  expect(folders).toHaveLength(1);
  expect(existsSync(join(__dirname, folders[0], `${id}.test.ts`))).toBe(true);
});

test.each(FOLDERS)('tests of %s are of controls that there are', (folder) => {
  const tests = readdirSync(join(__dirname, folder)).flatMap((file) => /^(.*)\.test\.ts$/.exec(file)?.[1] ?? []);
  expect(tests.filter((id) => !FILES.some(([file, home]) => file === id && home === folder))).toEqual([]);
});

test.each(CATALOGUE.map((control) => [control.id, control] as const))('%s is an error or a warning; on pods in a profile of Pod Security, an error', (_, control) => {
  const { level, severity } = control;
  expect([...LEVELS, ...GROUPS]).toContain(level);
  expect(level === 'hardened' || isObjectControl(control) ? ['error', 'warning'] : ['error']).toContain(severity);
});

test.each(CATALOGUE.map((control) => [control.id, control] as const))('%s stands in the folder of its level', (id, { level }) => {
  const folder = FILES.find(([file]) => file === id)?.[1];
  const ofLevel = { 'pss-baseline': 'baseline', 'pss-restricted': 'restricted', 'hardened': undefined, 'declarations': 'declarations', 'output': 'output', 'waivers': 'waivers' }[level];
  expect([ofLevel, 'hardened', 'platform', 'startup', 'objects', 'dockerfile']).toContain(folder);
});

test('controls on objects are asked for these kinds, or for all', () => {
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
