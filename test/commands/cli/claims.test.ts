import { stringify } from 'yaml';
import { run, workspaces } from './support';

const workspace = workspaces();
const claim = (accessModes: string[], metadata: object = {}) =>
  stringify({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', ...metadata }, spec: { accessModes } });
const deployment = (metadata: object = {}) => stringify({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ name: 'main', image: 'app:1' }], volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } },
  },
});
const IN_SHOP = { namespace: 'shop' };
const ONCE = ['ReadWriteOnce'];

const controls = async (files: Record<string, string>) =>
  (await workspace().write(files).json('.')).report.findings.map(({ control }: any) => control).filter((control: string) => control === 'single-node-claims');

test.each<[string, Record<string, string>]>([
  ['before the workload', { 'a.yaml': claim(ONCE), 'b.yaml': deployment() }],
  ['after the workload', { 'a.yaml': deployment(), 'b.yaml': claim(ONCE) }],
  ['for one pod', { 'a.yaml': deployment(), 'b.yaml': claim(['ReadWriteOncePod']) }],
  ['in another folder of the namespace', { 'a/a.yaml': deployment(IN_SHOP), 'b/b.yaml': claim(ONCE, IN_SHOP) }],
])('audit knows the access modes of a claim of the same input: %s', async (_, files) => expect(await controls(files)).toEqual(['single-node-claims']));

test.each<[string, Record<string, string>]>([
  ['several nodes', { 'a.yaml': deployment(), 'b.yaml': claim(['ReadWriteOnce', 'ReadWriteMany']) }],
  ['another namespace', { 'a.yaml': deployment(IN_SHOP), 'b.yaml': claim(ONCE) }],
  ['another folder', { 'a/a.yaml': deployment(), 'b/b.yaml': claim(ONCE) }],
  ['another name', { 'a.yaml': deployment(), 'b.yaml': claim(ONCE, { name: 'other' }) }],
  ['two of that name', { 'a.yaml': deployment(), 'b.yaml': claim(ONCE), 'c.yaml': claim(['ReadWriteMany']) }],
  ['two of that name in the other order', { 'a.yaml': claim(['ReadWriteMany']), 'b.yaml': claim(ONCE), 'c.yaml': deployment() }],
  ['no claim', { 'a.yaml': deployment() }],
])('audit reports nothing for a claim of %s', async (_, files) => expect(await controls(files)).toEqual([]));

test('harden counts it in the profile hardened', async () => {
  const last = async (accessModes: string[]) => {
    workspace().write({ 'a.yaml': `${deployment()}---\n${claim(accessModes)}` });
    const { stderr } = await run(['harden', 'a.yaml', '--profile', 'hardened'], { cwd: workspace().folder });
    return stderr.at(-1);
  };
  expect(await last(['ReadWriteMany'])).toMatch(/; 4 warnings$/);
  expect(await last(ONCE)).toMatch(/; 5 warnings$/);
});
