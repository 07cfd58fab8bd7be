import { execFileSync } from 'child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { ValuesRun } from './support';
import { checkLinks } from '../../../src/tasks/charts/confined';
import { checkSchemas } from '../../../src/tasks/charts/schemas';
import { run } from '../../commands/cli/support';
import { helmOnly, Programs } from '../charts/support';

// Hostile charts, and what a run may cost.

jest.mock('../../../src/tasks/charts/confined', () => {
  const real = jest.requireActual('../../../src/tasks/charts/confined');
  return { ...real, checkLinks: jest.fn(real.checkLinks) };
});
jest.mock('../../../src/tasks/charts/schemas', () => {
  const real = jest.requireActual('../../../src/tasks/charts/schemas');
  return { ...real, checkSchemas: jest.fn(real.checkSchemas) };
});

let programs: Programs;
let chart: ValuesRun;
beforeAll(() => { programs = helmOnly(4); });
afterAll(() => programs.remove());
beforeEach(() => { chart = new ValuesRun('plain', programs); });
afterEach(() => chart.remove());

const refused = (line: string | RegExp) => ({ status: 2, stdout: '', stderr: [expect.stringMatching(line)] });

test('a .tgz has the same values as its folder', async () => {
  execFileSync('tar', ['czf', chart.path('plain-1.2.3.tgz'), '-C', chart.path('charts'), 'plain']);
  const { stdout } = await chart.run();
  const packed = await run(['values', 'plain-1.2.3.tgz', '--release', 'shop', '-n', 'prod', '--config', 'none'], { cwd: chart.folder, env: programs.env });
  expect(packed).toMatchObject({ status: 0, stdout });
});

test('a packed subchart is read, too', async () => {
  const parent = new ValuesRun('subcharts', programs);
  try {
    const { values } = await parent.values();
    execFileSync('tar', ['czf', join(parent.chart, 'charts', 'db-1.0.0.tgz'), '-C', join(parent.chart, 'charts'), 'db']);
    execFileSync('rm', ['-r', join(parent.chart, 'charts', 'db')]);
    expect((await parent.values()).values).toEqual(values);
  } finally {
    parent.remove();
  }
});

test('a folder that is not a chart is named as it was written', async () => {
  rmSync(join(chart.chart, 'Chart.yaml'));
  expect(await chart.run('--output-dir', 'out')).toEqual(refused(/^cdk8s-hardened: charts\/plain: .*Chart\.yaml/));
});

test('a link out of the chart is refused', async () => {
  symlinkSync('/etc/hostname', join(chart.chart, 'templates/host.yaml'));
  expect(await chart.run('--output-dir', 'out')).toEqual(refused(/templates\/host\.yaml: is a link that leads out of the folder/));
  expect(existsSync(chart.path('out'))).toBe(false);
});

test('an archive that unpacks to more than a chart can have is refused in plain words', async () => {
  chart.write({ 'charts/plain/files/zeros.txt': '\0'.repeat(70 * 1024 * 1024) });
  execFileSync('tar', ['czf', chart.path('plain-1.2.3.tgz'), '-C', chart.path('charts'), 'plain']);
  for (const command of [['values', 'plain-1.2.3.tgz', '--release', 'shop', '-n', 'prod'], ['audit', 'plain-1.2.3.tgz']]) {
    const { status, stderr } = await run([...command, '--config', 'none'], { cwd: chart.folder, env: programs.env });
    expect({ status, stderr }).toEqual({
      status: 2, stderr: [expect.stringMatching(/plain-1\.2\.3\.tgz: unpacks to more than 64 MiB, so it was not rendered: remove files that do not belong to the chart, and pack it again/)],
    });
  }
});

test('what a schema refuses is said in one line', async () => {
  chart.write({ 'charts/plain/values.schema.json': JSON.stringify({ properties: { replicas: { type: 'string' } } }), 'prod.yaml': 'replicas: 2\n' });
  const { status, stderr } = await chart.run('-f', 'prod.yaml');
  expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringMatching(/^cdk8s-hardened: plain: values don't meet the specifications of the schema.* plain: .*replicas/)] });
  expect(stderr[0]).not.toContain('\\u000a');
});

test('names never become options', async () => {
  expect(await run(['values', chart.chart, '--release=--post-renderer=x', '-n', 'prod'], { env: programs.env }))
    .toEqual(refused(/--release "--post-renderer=x" is not a valid name of a release/));
  expect(await run(['values', chart.chart, '--release', 'shop', '--namespace=--debug'], { env: programs.env })).toEqual(refused(/--namespace "--debug" is not a valid name/));
});

test('what the user sets is a choice like one of the chart', async () => {
  const { lines, values } = await chart.values('--set', 'securityContext.capabilities.drop={NET_RAW}');
  expect(values.securityContext).toEqual({ allowPrivilegeEscalation: false });
  expect(lines[0]).toBe('0 of 1 workload restricted by 2 values (5 lines); 0 patches');
});

test('an annotation of the chart waives nothing', async () => {
  const file = join(chart.chart, 'templates/web.yaml');
  const waivers = JSON.stringify([{ control: 'allow-privilege-escalation', containers: ['web'], reason: 'mine' }]);
  writeFileSync(file, execFileSync('cat', [file], { encoding: 'utf8' }).replace('metadata:\n', `metadata:\n  annotations: { cdk8s-hardened/waivers: '${waivers}' }\n`));
  expect((await chart.values()).lines[0]).toBe('1 of 1 workload restricted by 2 values (8 lines); 0 patches');
});

test('the settings file can waive', async () => {
  chart.write({
    'cdk8s-hardened.yaml': `waivers:
  - target: { kind: Deployment, namespace: prod, name: shop }
    control: allow-privilege-escalation
    containers: [web]
    reason: its start script calls sudo
`,
  });
  const { stdout, stderr } = await run(['values', chart.chart, '--release', 'shop', '-n', 'prod'], { cwd: chart.folder, env: programs.env });
  expect(stderr[0]).toMatch(/^cdk8s-hardened: 1 of 1 /);
  expect(parse(stdout).securityContext).toEqual({ capabilities: { drop: ['ALL'] } });
});

describe('renderings', () => {
  test('are shown on a terminal once they take long', async () => {
    const now = jest.spyOn(Date, 'now');
    let time = 0;
    now.mockImplementation(() => { time += 700; return time; });
    try {
      const { stderr } = await run(['values', chart.chart, '--release', 'shop', '-n', 'prod', '--config', 'none'], { env: programs.env, isTTY: true });
      expect(stderr.join('\n')).toMatch(/rendered \d times?, 100 at most/);
    } finally {
      now.mockRestore();
    }
  });

  test('do not walk through the chart again: its links and schemas are read once', async () => {
    jest.mocked(checkLinks).mockClear();
    jest.mocked(checkSchemas).mockClear();
    expect(await chart.run()).toMatchObject({ status: 0 });
    expect([checkLinks, checkSchemas].map((check) => jest.mocked(check).mock.calls.length)).toEqual([1, 1]);
  });
});
