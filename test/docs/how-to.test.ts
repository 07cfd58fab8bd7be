import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { blocksOf, ROOT } from './page';
import { programOf } from './program';
import { isObject, Path } from '../../src/formats/manifest/json';
import { joined } from '../../src/formats/manifest/slashed';
import { DEFAULT_CONTEXT } from '../../src/policy/context/context';
import { harden } from '../../src/policy/engine/harden';
import { readSettingsFile } from '../../src/tasks/settings-file/read';
import { Workspace } from '../commands/cli/support';
import { synthesize } from '../examples/synthesize';

// The code of the guides has the effect that they describe. That it runs is tested for every page.

const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');
const tsOf = (page: string) => blocksOf(page).filter(({ language }) => language === 'ts').map(({ text }) => text);

/** The pods that a snippet makes. */
function podsOf(snippet: string): any[] {
  const files = Object.values(synthesize(programOf(snippet)));
  const documents = files.flatMap((yaml) => parseAllDocuments(yaml).map((document) => document.toJS()));
  return documents.map(({ kind, spec }) => (kind === 'Pod' ? spec : spec.template?.spec)).filter(Boolean);
}

const paths = ({ volumeMounts }: any) => volumeMounts.map(({ mountPath }: any) => mountPath);

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterAll(() => jest.restoreAllMocks());

test('writable paths are mounted, and the seeded ones filled', () => {
  const [empty, storage] = tsOf('docs/how-to/writable-paths.md');
  expect(paths(podsOf(empty)[0].containers[0])).toEqual(['/tmp', '/var/cache/web', '/run/web']);
  const [{ containers, initContainers }] = podsOf(storage);
  expect(paths(containers[0])).toEqual(['/tmp', '/etc/cms/conf.d', '/var/lib/cms/uploads', '/var/lib/cms/plugins']);
  expect(initContainers[0].args.filter((argument: string) => argument.startsWith('/'))).toEqual(['/etc/cms/conf.d', '/var/lib/cms/plugins']);
});

test('presets give variables and users, each container its own', () => {
  const [{ containers }] = podsOf(tsOf('docs/how-to/presets.md')[0]);
  expect(containers.map(({ env, securityContext }: any) => [env.map(({ name }: any) => name), securityContext.runAsUser]))
    .toEqual([[['CACHE_DIR', 'HOME', 'TMPDIR'], 33], [['CACHE_DIR'], 101]]);
});

test('a container can have a user of its own', () => {
  const [{ securityContext, containers }] = podsOf(tsOf('docs/how-to/identities-and-platforms.md')[0]);
  expect(securityContext).toMatchObject({ runAsUser: 1654, runAsGroup: 1654, fsGroup: 1654 });
  expect(containers[1].securityContext.runAsUser).toBe(65532);
});

test('a token and a Secret are mounted where they are needed', () => {
  const [{ containers }] = podsOf(tsOf('docs/how-to/tokens-and-secrets.md')[0]);
  expect(containers.map(paths)).toEqual([['/run/database', '/tmp'], ['/var/run/secrets/tokens', '/tmp']]);
});

test('a Dockerfile sets the user of its workload', () => {
  const page = 'docs/how-to/dockerfiles.md';
  const { file, text } = blocksOf(page).find(({ language }) => language === 'dockerfile')!;
  const workspace = new Workspace().write({ [file!]: text });
  const [pod] = podsOf(tsOf(page)[0].replace(file!, joined(workspace.folder, file!)));
  expect(pod.securityContext.runAsUser).toBe(10001);
  workspace.remove();
});

test('severities can be set, but not those of Pod Security', () => {
  const [, severity] = tsOf('docs/how-to/gates.md');
  expect(podsOf(severity)).toEqual([]);
  expect(() => podsOf(severity.replace('cpu-resources', 'privileged'))).toThrow('the severity of "privileged" cannot be changed');
});

test('apply hardens what an Include holds', () => {
  const page = 'docs/how-to/third-party.md';
  const { file, text } = blocksOf(page).find((block) => block.file === 'redis.yaml')!;
  const workspace = new Workspace().write({ [file!]: text });
  const [pod] = podsOf(tsOf(page)[0].replace(file!, joined(workspace.folder, file!)));
  expect(pod).toMatchObject({ securityContext: { runAsNonRoot: true }, containers: [{ securityContext: { runAsUser: 1001, capabilities: { drop: ['ALL'] } } }] });
  workspace.remove();
});

test('every field that is filled in is in the table', () => {
  const bare = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main' }], volumes: [{ name: 'a', emptyDir: {} }] } };
  const [, table] = /\n\n(\| where \|[^]*?)\n\n/.exec(read('docs/explanation/what-is-filled-in.md'))!;
  const fields = new Set(harden(bare, DEFAULT_CONTEXT).changes.flatMap(({ path, after }) => fieldsOf(path, after)));
  expect(fields.size).toBeGreaterThan(10);
  expect([...fields].filter((field) => !new RegExp(`\\b${field}\\b`).test(table))).toEqual([]);
});

test('the threat model cites attacks of the proof that fail in a hardened workload, and controls that exist', () => {
  const [, table] = /\n\n(\| control \| without it[^]*?)\n\n/.exec(read('docs/explanation/threat-model.md'))!;
  const rows = /^## Attacks$[^]*?\n\n(\| attack [^]*?)\n\n/m.exec(read('docs/explanation/proof.md'))![1].split('\n');
  const cited = [...table.matchAll(/"([^"]+)"/g)].map(([, attack]) => attack);
  const isStopped = (attack: string) => rows.some((row) => row.startsWith(`| ${attack} |`) && / fails \|( {2}\|)?$/.test(row));
  expect(cited.filter((attack) => !isStopped(attack))).toEqual([]);
  expect(cited.length).toBeGreaterThan(15);
  const controls = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => cell.match(/[\w-]+/g)!);
  expect(controls.filter((id) => !existsSync(`docs/reference/controls/${id}.md`))).toEqual([]);
});

test('the settings files are valid', () => {
  const shown = blocksOf('docs/how-to/settings-file.md').filter(({ language }) => language === 'yaml');
  const workspace = new Workspace().write(Object.fromEntries(shown.map(({ text }, index) => [`${index}.yaml`, text])));
  const [workloads, images, lock, charts, audits] = shown.map((_, index) => readSettingsFile({ path: join(workspace.folder, `${index}.yaml`) }));
  expect([workloads.rules.workloads?.length, workloads.waivers.length]).toEqual([3, 1]);
  expect([images.rules.ownImages?.families?.length, images.rules.ownImages?.mirrors]).toEqual([3, { 'harbor.example.com/hub': 'docker.io' }]);
  expect(lock.lock).toEqual({ file: { path: joined(workspace.folder, 'images.lock.yaml'), root: workspace.folder }, maxAge: 30 });
  const [chart, values] = ['charts/web', 'prod.yaml'].map((path) => joined(workspace.folder, path));
  expect(charts.render).toEqual([{ chart, values: [{ path: values, root: workspace.folder }], release: 'web', namespace: 'shop', placeOf: expect.any(Function) }]);
  expect(audits.rules).toMatchObject({ profile: 'pss-restricted' });
  workspace.remove();
});

/** The names of the fields that a change fills in. An element of a list counts as its list. */
function fieldsOf(path: Path, value: unknown): string[] {
  const field = path[path.length - 1];
  if (typeof field === 'number') {
    return fieldsOf(path.slice(0, -1), undefined);
  }
  return isObject(value) ? Object.keys(value).flatMap((key) => fieldsOf([...path, key], value[key])) : [field];
}
