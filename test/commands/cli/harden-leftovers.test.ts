import { mkdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { run, workspaces } from './support';

// What harden says of inputs, waivers and containers that it cannot treat like others.

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - {name: main, image: "acme/app:1", securityContext: {runAsUser: 7}}\n';
const AGENT = 'apiVersion: v1\nkind: Pod\nmetadata: {name: agent}\nspec: {hostPID: true, containers: [{name: main, image: "a:1"}]}\n';

const workspace = workspaces();
const harden = (...args: string[]) => run(['harden', ...args, '--profile', 'pss-restricted'], { cwd: workspace().folder });
const bytesOf = (path: string) => readFileSync(join(workspace().folder, path));

describe('the folder of --output-dir', () => {
  const SKIPPED = 'cdk8s-hardened: skipped 2 files in out: the folder of --output-dir is not an input';

  it.each(['out', './out', 'out/'])('is no input of the next run: %s', async (output) => {
    workspace().write({ 'a.yaml': POD, 'deep/b.yaml': POD });
    await harden('.', '--output-dir', output);
    const first = bytesOf('out/deep/b.yaml');
    const { status, stderr } = await harden('.', '--output-dir', output);
    expect([status, stderr]).toEqual([0, [SKIPPED.replace('out', output), 'cdk8s-hardened: 2 workloads, 2 documents changed']]);
    expect(bytesOf('out/deep/b.yaml')).toEqual(first);
    expect(() => bytesOf('out/out/a.yaml')).toThrow('ENOENT');
  });

  it('is one if someone names it, or a file in it', async () => {
    workspace().write({ 'a.yaml': POD, 'out/b.yaml': POD });
    expect((await harden('out', '--output-dir', 'out')).stderr).toEqual(['cdk8s-hardened: 1 workload, 1 document changed']);
    workspace().write({ 'out/c.yaml': POD });
    expect((await harden('out/c.yaml', '--output-dir', 'out')).stderr).toEqual(['cdk8s-hardened: 1 workload, 1 document changed']);
  });

  it('is known under another name, and a folder whose name only begins so is another one', async () => {
    workspace().write({ 'm/a.yaml': POD, 'm/output/b.yaml': POD });
    mkdirSync(join(workspace().folder, 'm/out'));
    const other = join(workspace().folder, 'm/out');
    await harden('m', '--output-dir', other);
    const { stderr } = await harden('m', '--output-dir', other);
    expect(stderr).toEqual([SKIPPED.replace('out', other), 'cdk8s-hardened: 2 workloads, 2 documents changed']);
  });
});

describe('a file in UTF-16', () => {
  const encode = (text: string, isBigEndian: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    return isBigEndian ? bytes.swap16() : bytes;
  };

  it.each([['utf-16le', false], ['utf-16be', true]])('stays in %s with --write and --output-dir, and its diff is UTF-8, with a remark', async (name, isBigEndian) => {
    const text = POD.replace('{name: p}', '{name: p} # größer 🚀');
    workspace().write({ 'a.yaml': encode(text, isBigEndian), 'plain.yaml': text });
    const { stdout, stderr } = await harden('a.yaml', '--diff');
    expect(stdout).toBe((await harden('plain.yaml', '--diff')).stdout.replaceAll('plain.yaml', 'a.yaml'));
    expect(stderr).toContain(`cdk8s-hardened: a.yaml: is ${name.toUpperCase()}, and its diff is UTF-8, which \`patch\` cannot apply: use --write`);
    await harden('a.yaml', 'plain.yaml', '--output-dir', 'out');
    await harden('a.yaml', 'plain.yaml', '--write');
    const expected = encode(bytesOf('plain.yaml').toString(), isBigEndian);
    expect([bytesOf('a.yaml'), bytesOf('out/a.yaml')]).toEqual([expected, expected]);
    expect((await harden('a.yaml', '--diff')).stderr).toEqual(['cdk8s-hardened: 1 workload, 0 documents changed']);
  });
});

describe('a container without a name', () => {
  it('is named by its place, since no waiver can name it', async () => {
    workspace().write({ 'a.yaml': POD.replace('name: main, ', '') });
    const { stderr } = await harden('a.yaml');
    expect(stderr.slice(0, 2)).toEqual([
      'a.yaml:1: Pod p: has containers without a name: spec.containers[0]',
      '    The API server refuses them, and no waiver can name them: give each a `name`.',
    ]);
  });

  it('is none in a custom resource, whose operator may give it one', async () => {
    workspace().write({ 'a.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec: {entrypoint: a, templates: [{name: a, container: {image: "redis:8"}}]}\n' });
    expect((await harden('a.yaml')).stderr.join('\n')).not.toContain('without a name');
  });
});

describe('a waiver of the settings file', () => {
  const HOST_PID = { control: 'host-namespaces', allow: ['hostPID'], reason: 'it watches the node', target: { kind: 'Pod', name: 'agent' } };
  const remarks = async (waiver: object, input = AGENT, ...args: string[]) => {
    workspace().write({ 'a.yaml': input, 'c.yaml': JSON.stringify({ waivers: [waiver] }) });
    return (await harden('a.yaml', '--config', 'c.yaml', ...args)).stderr.filter((line) => /the waiver/.test(line));
  };

  it.each<[string, object, string, string[]]>([
    ['it covers a finding', HOST_PID, AGENT, []],
    ['it keeps hardening from changing something', { ...HOST_PID, control: 'run-as-non-root', allow: undefined, containers: ['main'] }, AGENT.replace('hostPID: true, ', ''), []],
    ['its control is not required by the profile', { ...HOST_PID, control: 'dns-policy', allow: undefined }, AGENT, []],
  ])('is not mentioned if %s', async (_, waiver, input, args) => expect(await remarks(waiver, input, ...args)).toEqual([]));

  it('is unused if it covers nothing, although its object is there', async () => {
    expect(await remarks(HOST_PID, AGENT.replace('hostPID: true, ', '')))
      .toEqual(['cdk8s-hardened: the waiver of "host-namespaces" for Pod agent covers nothing: remove the waiver']);
  });

  it('is unused if it names another value, with the waiver that would cover it', async () => {
    expect(await remarks({ ...HOST_PID, allow: ['hostIPC'] })).toEqual([
      expect.stringMatching(/^cdk8s-hardened: the waiver of "host-namespaces" for Pod agent covers nothing: no finding matches it: use \{ control: 'host-namespaces', allow: \["hostPID"\]/),
    ]);
  });

  it('is unused in part if a value needs none', async () => {
    expect(await remarks({ ...HOST_PID, allow: ['hostPID', 'hostIPC'] }))
      .toEqual(['cdk8s-hardened: the waiver of "host-namespaces" for Pod agent names the value "hostIPC", which needs no waiver: remove the value "hostIPC" from the waiver']);
  });
});
