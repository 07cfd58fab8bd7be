import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { blocksOf } from './page';
import { admissionPages } from '../../projenrc/admission-doc';
import { apiPages } from '../../projenrc/api-doc';
import { CLI_FOLDER, cliPages } from '../../projenrc/cli-doc';
import { clusterPages } from '../../projenrc/cluster-doc';
import { controlPages } from '../../projenrc/controls-doc';
import { imagePages } from '../../projenrc/images-doc';
import { Pages } from '../../projenrc/pages';
import { EXAMPLE, schemaPages } from '../../projenrc/settings-doc';
import { surfacePages } from '../../projenrc/surface';
import { testsPages } from '../../projenrc/tests-doc';
import { troubleshootingPages } from '../../projenrc/troubleshooting-doc';
import { parseWaiverFile } from '../../src/policy/waivers/waiver-file';
import { SETTINGS_SCHEMA } from '../../src/tasks/settings-file/schema';
import { workspaces } from '../commands/cli/support';
import { lockText } from '../knowledge/image-lock/support';

const API = 'docs/reference/api';
const workspace = workspaces();

const generators: [string, () => Pages | Promise<Pages>][] = [
  ['the API', apiPages], ['the command line', cliPages], ['admission', admissionPages], ['rights in a cluster', clusterPages], ['files and findings', schemaPages],
  ['the controls', controlPages], ['the known images', imagePages], ['the causes', troubleshootingPages],
  ['the tests', testsPages], ['the surface', surfacePages],
];

test.each(generators)('the pages of %s are as generated; `npm run docs` writes them', async (_, pages) => {
  for (const [path, text] of await pages()) {
    expect([path, existsSync(path) && readFileSync(path, 'utf8')]).toEqual([path, text]);
  }
});

test.each<[string, () => Pages | Promise<Pages>]>([['docs/reference/controls', controlPages], [CLI_FOLDER, cliPages], ['docs/troubleshooting', troubleshootingPages]])(
  'there is no page in %s that nothing generates', async (folder, pages) => {
    const generated = await pages();
    expect(readdirSync(folder).filter((name) => !generated.has(`${folder}/${name}`))).toEqual([]);
  });

test('there is no page of the API that nothing generates, and each can be read at once', () => {
  expect(['API.md', ...readdirSync(API).map((name) => join(API, name))].sort()).toEqual([...apiPages().keys()].sort());
  const sizes = [...apiPages().keys(), ...schemaPages().keys()].map((path) => [path, statSync(path).size] as const);
  expect(sizes.filter(([, size]) => size > 60_000)).toEqual([]);
});

const examples = ['settings-file', 'settings-scopes'].flatMap((page) => blocksOf(`docs/reference/${page}.md`))
  .map(({ text }) => text).filter((text) => !text.startsWith('#'));

test('API.md has one line for each type of the public API', () => {
  const types = Object.values<{ name: string; kind: string }>(JSON.parse(readFileSync('.jsii', 'utf8')).types);
  const lines = [...readFileSync('API.md', 'utf8').matchAll(/^- \[(\w+)\]\(https:[^)]*\), (class|struct|enum): \S/gm)].map(([, name, kind]) => `${name} ${kind}`);
  expect(lines.sort()).toEqual(types.map(({ name, kind }) => `${name} ${kind === 'interface' ? 'struct' : kind}`).sort());
});

test('every key of the settings file has an example', () => {
  expect(examples.map((text) => Object.keys(parse(text)).join()).sort()).toEqual(Object.keys(SETTINGS_SCHEMA.properties).sort());
});

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: a }
spec:
  matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }] }
  validations: [{ expression: 'true' }]
`;

test.each(examples)('the command audit takes %j', async (text) => {
  workspace().write({
    'cdk8s-hardened.yaml': text,
    'baseline.json': '{"schemaVersion":2,"findings":[]}',
    'images.lock.yaml': lockText([]),
    'policies/a.yaml': POLICY,
    'pod.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n',
  });
  const { stderr, status } = await workspace().audit('pod.yaml', '--fail-on', 'never');
  expect({ status, errors: status === 0 ? [] : stderr }).toEqual({ status: 0, errors: [] });
});

test('the example of a waiver file is valid', () => {
  expect(parseWaiverFile(parse(EXAMPLE)).waivers).toHaveLength(1);
});
