import { execFileSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { ValuesRun } from './support';
import { run } from '../../commands/cli/support';
import { helm, kubectl } from '../../programs/kubernetes';
import { helmOnly, Programs } from '../charts/support';

// The user of a known image comes with the paths that it must be able to write, whichever of them values reach.

let programs: Programs;
let chart: ValuesRun;
beforeAll(() => { programs = helmOnly(4); });
afterAll(() => programs.remove());
beforeEach(() => { chart = new ValuesRun('modern', programs); });
afterEach(() => chart.remove());

const PATHS = ['/var/cache/nginx', '/run'];

/** The template without a line. */
function withoutLine(line: RegExp): void {
  const file = join(chart.chart, 'templates/web.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(line, ''));
}

/** The pod as it is deployed: by values and patches, or by `harden`. */
async function deployed(): Promise<{ byValues: any; byHarden: any }> {
  expect(await chart.run('--output-dir', 'out')).toMatchObject({ status: 0 });
  const template = (...args: string[]) => execFileSync(helm(4), ['template', 'shop', chart.chart, '-n', 'prod', ...args], { encoding: 'utf8' });
  const out = chart.path('out');
  writeFileSync(join(out, 'rendered.yaml'), template('-f', join(out, 'values.yaml')));
  const built = execFileSync(kubectl(), ['kustomize', out], { encoding: 'utf8' });
  const { stdout } = await run(['harden', '-', '--profile', 'pss-restricted', '--config', 'none'], { input: template() });
  return { byValues: podIn(built), byHarden: podIn(stdout) };
}

function podIn(text: string): any {
  return parseAllDocuments(text).map((each) => each.toJS()).find(({ kind }) => kind === 'Deployment').spec.template.spec;
}

const mountsOf = ({ containers: [{ volumeMounts }] }: any): string[] => volumeMounts.map(({ mountPath }: any) => mountPath).sort();
const uidOf = ({ securityContext, containers: [first] }: any): number => first.securityContext.runAsUser ?? securityContext.runAsUser;

test('values have the paths where they reach the mounts', async () => {
  const { values } = await chart.values('--profile', 'pss-restricted');
  expect(values.podSecurityContext).toMatchObject({ runAsUser: 101, runAsNonRoot: true });
  expect(values.extraVolumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(['/own', ...PATHS]);
  expect(values.extraVolumes).toHaveLength(values.extraVolumeMounts.length);
});

test.each([
  ['no mount', / {10}volumeMounts: .*\n/],
  ['no volume', / {6}volumes: .*\n/],
])('the patch has the paths where values reach %s', async (_, line) => {
  withoutLine(line);
  writeFileSync(join(chart.chart, 'values.yaml'), readFileSync(join(chart.chart, 'values.yaml'), 'utf8').replace(/^ {2}- \{ name: own.*\n/gm, '').replace(/^(extra\w+):$/gm, '$1: []'));
  const { byValues, byHarden } = await deployed();
  expect(parse(readFileSync(join(chart.path('out'), 'values.yaml'), 'utf8')).podSecurityContext).toMatchObject({ runAsUser: 101 });
  expect({ mounts: mountsOf(byValues), uid: uidOf(byValues) }).toEqual({ mounts: [...PATHS].sort(), uid: 101 });
  expect({ mounts: mountsOf(byHarden), uid: uidOf(byHarden) }).toEqual({ mounts: [...PATHS].sort(), uid: 101 });
  const [patch] = parseAllDocuments(readFileSync(join(chart.path('out'), 'patches.yaml'), 'utf8')).map((each) => each.toJS().spec.template.spec);
  expect(Object.keys(patch.containers[0]).sort()).toEqual(['name', 'volumeMounts']);
  expect(byValues.volumes.map(({ name }: any) => name).sort()).toEqual(byHarden.volumes.map(({ name }: any) => name).sort());
});

test('without patches it says which mounts are missing', async () => {
  withoutLine(/ {10}volumeMounts: .*\n/);
  const { lines } = await chart.values('--no-patches');
  expect(lines).toContainEqual(expect.stringMatching(/^no known value reaches Deployment shop, container "web": volumeMounts: [^;]*$/));
});

test('--check finds a patch that lost the mounts', async () => {
  withoutLine(/ {10}volumeMounts: .*\n/);
  await chart.run('--output-dir', 'out');
  expect(await chart.run('--output-dir', 'out', '--check')).toMatchObject({ status: 0 });
  const file = join(chart.path('out'), 'patches.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/\n +volumeMounts:(?:\n +- .*\n +\w+: .*)+/, ''));
  expect(readFileSync(file, 'utf8')).not.toContain('volumeMounts:');
  const { status, stderr } = await chart.run('--output-dir', 'out', '--check');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.arrayContaining([expect.stringContaining('not settled any more: Deployment shop, container "web": volumeMounts')]) });
});

test('a uid that the chart itself states gets no paths: its author knows it', async () => {
  writeFileSync(join(chart.chart, 'values.yaml'), readFileSync(join(chart.chart, 'values.yaml'), 'utf8').replace('podSecurityContext: {}', 'podSecurityContext: { runAsUser: 101 }'));
  withoutLine(/ {10}volumeMounts: .*\n/);
  const { lines } = await chart.values();
  expect(lines.filter((line) => line.includes('volumeMounts'))).toEqual([]);
});

test('a gid is written for the profile hardened, and for a user of the settings file, but not because an image is known', async () => {
  const groups = async (...args: string[]) => {
    const { stdout } = await run(['values', 'charts/modern', '--release', 'shop', '-n', 'prod', ...args], { cwd: chart.folder, env: programs.env });
    return stdout.match(/runAsGroup: \d+/g) ?? [];
  };
  expect(await groups()).toEqual([]);
  expect(await groups('--profile', 'hardened')).toEqual(['runAsGroup: 101']);
  chart.write({ 'cdk8s-hardened.yaml': 'workloads:\n  - { match: { image: nginx }, runAs: 4000 }\n' });
  expect(await groups()).toEqual(['runAsGroup: 4000']);
});
