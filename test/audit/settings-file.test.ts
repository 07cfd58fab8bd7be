import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import Ajv from 'ajv';
import { FILE, schemaText } from '../../projenrc/settings-schema';
import { readSettingsFile } from '../../src/audit/settings-file/read';
import { SETTINGS_SCHEMA } from '../../src/audit/settings-file/schema';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-settings-'));
const file = join(folder, 'cdk8s-hardened.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  writeFileSync(file, text);
  return readSettingsFile(file);
}

function errorOf(text: string): string {
  try {
    read(text);
  } catch (error) {
    return (error as Error).message.replace(`${file}:`, '');
  }
  throw new Error('the file was read');
}

test('every setting becomes a rule', () => {
  const { rules, waivers } = read(`
    profile: hardened
    platform: openshift
    kubernetesVersion: "1.33"
    overrideUnsafe: true
    unknownImage: skip
    only: [run-as-non-root]
    exclude: [fs-group]
    runAs: 10001
    writablePaths: [/cache, { path: /run/app/, sizeLimit: 16Mi, medium: Memory }, { path: /etc, fromImage: true }]
    environment: { HOME: /tmp }
    waivers:
      - { control: privileged, containers: [a], target: { kind: Pod, name: p }, reason: an agent of the node }
    workloads:
      - match: { kind: Deployment, name: "web-*", namespace: shop, labels: { app: web }, image: nginx }
        runAs: { user: 101, fsGroup: 1000 }
        profile: pss-baseline
  `);
  expect(rules).toMatchObject({
    profile: 'hardened',
    platform: 'openshift',
    kubernetesVersion: 33,
    overrideUnsafe: true,
    unknownImage: 'skip',
    only: ['run-as-non-root'],
    exclude: ['fs-group'],
    identity: { user: 10001, group: 10001, fsGroup: 10001 },
    writablePaths: [
      { kind: 'emptyDir', path: '/cache', sizeLimit: 2 ** 30, inMemory: false },
      { kind: 'emptyDir', path: '/run/app', sizeLimit: 2 ** 24, inMemory: true },
      { kind: 'emptyDir', path: '/etc', sizeLimit: 2 ** 30, inMemory: false, seed: { replaces: false } },
    ],
    environment: [{ name: 'HOME', value: '/tmp' }],
    workloads: [{
      match: { kind: 'Deployment', name: 'web-*', namespace: 'shop', labels: { app: 'web' }, image: 'nginx' },
      identity: { user: 101, group: 101, fsGroup: 1000 },
      profile: 'pss-baseline',
    }],
  });
  expect(waivers).toEqual([expect.objectContaining({ target: expect.objectContaining({ kind: 'Pod', name: 'p' }) })]);
});

test('an empty file has no settings', () => {
  expect(read('# nothing yet\n')).toMatchObject({ rules: { workloads: [] }, waivers: [] });
});

test.each([
  ['profle: hardened', '1:1: the settings file has no key `profle`: did you mean `profile`?'],
  ['a: 1', '1:1: the settings file has no key `a`: the keys are platform, kubernetesVersion, profile, overrideUnsafe, unknownImage, imageKnowledge, only, exclude, runAs, writablePaths, environment, waivers, workloads'],
  ['profile: hardend', '1:1: `profile` is "hardend": did you mean "hardened"?'],
  ['\nplatform: aws', '2:1: `platform` is "aws": write one of kubernetes, openshift, openshift-v3, gke-autopilot'],
  ['kubernetesVersion: 1.30', '1:1: `kubernetesVersion` is 1.3: write text, in quotes if YAML reads it as another type'],
  ['kubernetesVersion: "2"', '1:1: "2" is not a Kubernetes version: write "1.28", "v1.28.3" or "latest"'],
  ['overrideUnsafe: "yes"', '1:1: `overrideUnsafe` is "yes": write true or false'],
  ['exclude: [seccomp]', '1:11: `exclude[0]` is "seccomp": see `cdk8s-hardened explain`'],
  ['exclude: [privilegd]', '1:11: `exclude[0]` is "privilegd": did you mean "privileged"?'],
  ['runAs: root', '1:1: `runAs` is "root": write a uid, or an object with `user`'],
  ['runAs: 0', '1:1: `runAs` is 0: it must be >= 1'],
  ['runAs: { uid: 1 }', '1:10: `runAs` has no key `uid`: the keys are user, group, fsGroup'],
  ['runAs: { group: 1 }', '1:1: `runAs` has no `user`: add it'],
  ['writablePaths: [cache]', '1:17: `writablePaths[0]` is "cache": write an absolute path, such as "/var/cache/app"'],
  ['writablePaths: [/proc/x]', '1:17: writable path "/proc/x" belongs to the container runtime: choose a directory outside /proc, /sys, /dev and /var/run/secrets'],
  ['writablePaths:\n  - path: /a\n    sizeLimit: much', '3:5: `sizeLimit` is "much", which is not a quantity of bytes: write one such as 200Mi'],
  ['writablePaths: [{ path: /a, medium: memory }]', '1:29: `writablePaths[0].medium` is "memory": did you mean "Memory"?'],
  ['workloads: [{ runAs: 1 }]', '1:13: `workloads[0]` has no `match`: add it'],
  ['workloads: [{ match: {} }]', '1:15: `workloads[0].match` is empty: name at least one of kind, name, namespace, labels, image'],
  ['workloads: [{ match: { kind: Pod, names: x } }]', '1:35: `workloads[0].match` has no key `names`: did you mean `name`?'],
  ['environment: { PORT: 80 }', '1:16: `environment.PORT` is 80: write text, in quotes if YAML reads it as another type'],
  ['waivers: [{ control: privileged }]', '1:1: waivers[0]: waiver of "privileged": reason is missing: explain in at least 3 words why the risk is accepted'],
  ['- 1', '1:1: the settings file is [1]: write an object'],
  ['a: [', '1:5: '],
  ['a: 1\n---\nb: 1', '1:1: it has several documents: keep one'],
])('the file %j is refused with its place and the way out', (text, message) => {
  expect(errorOf(text)).toContain(message);
});

test('a file that is missing is named', () => {
  expect(() => readSettingsFile(join(folder, 'none.yaml'))).toThrow(/none\.yaml: no such file or folder/);
});

test('schema/settings.json is the schema that validates; `npm run docs` writes it', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(schemaText());
});

test('the schema is valid, and describes every property', () => {
  expect(new Ajv().validateSchema(SETTINGS_SCHEMA)).toBe(true);
  const undescribed: string[] = [];
  JSON.stringify(SETTINGS_SCHEMA.properties, (key, value) => {
    if (value && typeof value === 'object' && ('type' in value || 'enum' in value) && !('description' in value)) {
      undescribed.push(key);
    }
    return value;
  });
  // Items of lists and fields of waivers, whose list is described.
  expect(new Set(undescribed)).toEqual(new Set(['items', 'additionalProperties', ...['control', 'reason', 'template', 'expires', 'owner', 'ticket']]));
});
