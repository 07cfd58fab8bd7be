import fs from 'fs';
import { join, resolve } from 'path';
import { parseAllDocuments } from 'yaml';
import { GOOD, podYaml, PRIVILEGED, run, workspaces, NOTHING_ELSE } from './support';
import { InputError } from '../../../src/formats/manifest/input-error';
import { slashed } from '../../../src/formats/manifest/slashed';
import { inputsOf } from '../../../src/tasks/audit/inputs';
import { noRisks } from '../../../src/tasks/reports/fail-on';
import { onPosix } from '../../support/systems';

const workspace = workspaces();
const BASELINE = ['--profile', 'pss-baseline'];

describe('audit', () => {
  test('a chart of the settings file that is missing is an error, even if it is the only one', async () => {
    workspace().write({ 'deploy/pod.yaml': GOOD, 'cdk8s-hardened.yaml': 'render: [{ chart: deploy/web }]\n', 'deploy/web/README.md': 'a submodule' });
    for (const path of ['.', 'deploy']) {
      expect(await workspace().audit(path)).toMatchObject({
        status: 2, stderr: [expect.stringContaining('cdk8s-hardened.yaml:1:12: deploy/web is not a chart: correct the path, or remove the entry')],
      });
    }
    workspace().write({ 'deploy/web/Chart.yaml/README.md': 'a folder with the name of the file' });
    expect(await workspace().audit('.')).toMatchObject({ status: 2, stderr: [expect.stringContaining('deploy/web is not a chart')] });
    workspace().write({ 'other/web': 'a file with the name of the chart', 'cdk8s-hardened.yaml': 'render: [{ chart: other/web }]\n' });
    expect(await workspace().audit('.')).toMatchObject({ status: 2, stderr: [expect.stringContaining('other/web is not a chart')] });
    workspace().write({ 'cdk8s-hardened.yaml': 'render: [{ chart: deploy/web }]\n' });
    expect(await workspace().audit('deploy/pod.yaml')).toMatchObject({ status: 0 });
    expect(await workspace().audit('.', '--no-render')).toMatchObject({ status: 0 });
  });

  test('reads all manifests in a folder, at any depth, in the order of their names', async () => {
    const files = ['z.yaml', 'a.yml', 'b.json', 'sub/deep/c.yaml', 'ignored.txt', 'ignored.yaml.bak'];
    workspace().write(Object.fromEntries(files.map((file) => [file, file === 'b.json' ? toJson(PRIVILEGED) : PRIVILEGED])));
    const { status, findings, report, stderr } = await workspace().json('.', ...BASELINE);
    expect(findings.map(({ file }) => file)).toEqual(['a.yml', 'b.json', 'sub/deep/c.yaml', 'z.yaml']);
    expect({ status, stderr, summary: report.summary }).toEqual({
      status: 1,
      stderr: [],
      summary: {
        files: 4,
        documents: 7,
        dockerfiles: 0,
        workloads: 4,
        errors: 4,
        warnings: 0,
        risks: { ...noRisks(), critical: 4 },
        waived: 0,
        ...NOTHING_ELSE,
      },
    });
  });

  test('reads several paths in order, and a named file with any name', async () => {
    workspace().write({ 'b.txt': PRIVILEGED, 'a/x.yaml': PRIVILEGED, 'c.yaml': GOOD });
    const { findings, report } = await workspace().json('b.txt', 'a', 'c.yaml', ...BASELINE);
    expect(findings.map(({ file }) => file)).toEqual(['b.txt', 'a/x.yaml']);
    expect(report.summary.files).toBe(3);
  });

  test.each<[string, string | Buffer]>([
    ['YAML', PRIVILEGED],
    ['JSON', toJson(PRIVILEGED)],
    ['UTF-16', Buffer.concat([Buffer.from([0xFF, 0xFE]), Buffer.from(PRIVILEGED, 'utf16le')])],
  ])('reads standard input in %s', async (_, input) => {
    const { status, stdout } = await run(['audit', '-', ...BASELINE], { input });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^stdin: Pod shop\/good\n {2}\d+:\d+: critical: privileged:/m);
  });

  test('reads standard input together with files', async () => {
    const { cwd, input } = { cwd: workspace().write({ 'a.yaml': PRIVILEGED }).folder, input: PRIVILEGED };
    const { stdout } = await run(['audit', 'a.yaml', '-', ...BASELINE], { cwd, input });
    expect(stdout.match(/^\S+(?=: Pod)/gm)).toEqual(['a.yaml', 'stdin']);
  });

  test('reads a file that is longer than one chunk', async () => {
    workspace().write({ 'pods.yaml': `${GOOD}# ${'x'.repeat(100_000)}\n---\n${PRIVILEGED}` });
    expect((await workspace().audit('pods.yaml', ...BASELINE)).stdout).toContain('1 error, 0 warnings, 0 waived (2 workloads,');
  });

  onPosix('follows a link to a file, but not to a folder', async () => {
    workspace().write({ '.git/HEAD': '', 'real/pod.yaml': PRIVILEGED, 'linked/own.yaml': GOOD });
    fs.symlinkSync(join('..', 'real', 'pod.yaml'), join(workspace().folder, 'linked', 'pod.yaml'));
    fs.symlinkSync(join('..', 'linked'), join(workspace().folder, 'linked', 'round.yaml'));
    const { findings, report } = await workspace().json('linked', ...BASELINE);
    expect(findings.map(({ file }) => file)).toEqual(['linked/pod.yaml']);
    expect(report.summary.files).toBe(2);
  });
});

describe('input without a Kubernetes object', () => {
  const OTHERS = { 'package.json': '{"name": "x"}', 'values.yaml': 'image: {tag: "1"}\n', 'list.yaml': '- 1\n', 'empty.yaml': '', 'comment.yml': '# nothing\n' };

  test('is counted in a folder, and the first files are named', async () => {
    const { status, stderr, report } = await workspace().write({ ...OTHERS, 'pod.yaml': GOOD }).json('.');
    expect(stderr).toEqual(['cdk8s-hardened: skipped 5 files without a Kubernetes object: comment.yml, empty.yaml, list.yaml and 2 more']);
    expect({ status, summary: report.summary }).toMatchObject({ status: 0, summary: { files: 1, documents: 2 } });
  });

  test('is named in a folder if it is one file', async () => {
    const { stderr } = await workspace().write({ 'package.json': '{}', 'pod.yaml': GOOD }).audit('.');
    expect(stderr).toEqual(['cdk8s-hardened: skipped 1 file without a Kubernetes object: package.json']);
  });

  test('is not named if it is the settings file', async () => {
    const { status, stderr } = await workspace().write({ 'cdk8s-hardened.yaml': 'profile: pss-restricted\n', 'pod.yaml': GOOD }).audit('.');
    expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  });

  test('is not named if it is another file of the project for this program', async () => {
    workspace().write({
      'pod.yaml': GOOD,
      'strict.yaml': 'baseline: known.json\nlock: { file: images.yaml }\n',
      'known.json': '{"schemaVersion":2,"findings":[]}',
      'images.yaml': 'apiVersion: cdk8s-hardened/v1\nkind: ImageLock\nimages: []\n',
      'waivers.yaml': 'waivers: []\n',
    });
    const { status, stderr } = await workspace().audit('.', '--config', 'strict.yaml', '--waiver-file', 'waivers.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: [] });
  });

  test('has one line with all other notes, and one line for each note with --verbose', async () => {
    workspace().write({
      'pod.yaml': `${GOOD}---\nname: x\n`, 'a.json': '{}', 'b.json': '{}', 'old/pod.yaml': GOOD, 'Pods.yaml': 'apiVersion: v1\nkind: Pods\nmetadata: {name: a}\n',
    });
    const exclude = ['--exclude-files', 'old'];
    const { stderr } = await workspace().audit('.', ...exclude);
    expect(stderr).toEqual([
      'cdk8s-hardened: notes: 2 files without a Kubernetes object, 1 document without a Kubernetes object, 1 excluded file; --verbose explains them',
      expect.stringContaining('Pods.yaml:2: Kubernetes has no kind Pods in v1'),
    ]);
    expect((await workspace().audit('.', ...exclude, '--verbose')).stderr).toEqual([
      'cdk8s-hardened: skipped 2 files without a Kubernetes object: a.json, b.json',
      'cdk8s-hardened: skipped 1 document without a Kubernetes object in pod.yaml',
      'cdk8s-hardened: skipped 1 excluded file: old/pod.yaml',
      expect.stringContaining('Pods.yaml:2: Kubernetes has no kind Pods in v1'),
    ]);
  });

  test('exits with 2 if the folder has only the settings file', async () => {
    const { status, stderr } = await workspace().write({ 'cdk8s-hardened.yaml': 'profile: pss-restricted\n' }).audit('.');
    expect({ status, stderr }).toEqual({ status: 2, stderr: ['cdk8s-hardened: no Kubernetes object and no Dockerfile found'] });
  });

  const UNREADABLE = {
    'JSON with comments': '{\n  // for the editor\n  "name": "x"\n}\n', 'a template': 'rules: {{ .Values.rules }}\n', 'a document behind one': 'a: 1\n---\nb: [\n',
  };

  test.each(Object.entries(UNREADABLE))('is skipped in a folder if it cannot be read, and stays as it is: %s', async (_, text) => {
    const { status, stderr } = await workspace().write({ 'a.json': text, 'pod.yaml': GOOD }).audit('.');
    expect({ status, stderr }).toEqual({ status: 0, stderr: ['cdk8s-hardened: skipped 1 file without a Kubernetes object: a.json'] });
    expect((await run(['harden', '.', '--output-dir', 'out'], { cwd: workspace().folder })).status).toBe(0);
    expect(workspace().read('out/a.json')).toBe(text);
  });

  test.each([
    ['the key of objects', '["a": "b", "apiVersion": "v1"'],
    ['an escape', '["a": "b", "\\u0061piVersion": "v1"'],
    ['a folded line', 'a: [\n"api\\\n  Version": v1\n'],
    ['bytes of UTF-16', Buffer.from('\ufeff["apiVersion": "v1"', 'utf16le')],
    ['an object before it', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\na: [\n'],
  ])('exits with 2 if it cannot be read and has %s', async (_, text) => {
    const { status, stderr } = await workspace().write({ 'a.json': text, 'pod.yaml': GOOD }).audit('.');
    expect({ status, stderr: stderr.join() }).toEqual({ status: 2, stderr: expect.stringMatching(/^cdk8s-hardened: a\.json:\d/) });
    expect((await run(['harden', '.', '--output-dir', 'out'], { cwd: workspace().folder })).status).toBe(2);
  });

  test.each(Object.entries(UNREADABLE))('exits with 2 if it is named and cannot be read: %s', async (_, text) => {
    expect((await workspace().write({ 'a.json': text, 'pod.yaml': GOOD }).audit('a.json', 'pod.yaml')).status).toBe(2);
  });

  test('exits with 2 if the folder has nothing else', async () => {
    const { status, stderr } = await workspace().write(OTHERS).audit('.');
    expect(status).toBe(2);
    expect(stderr).toContain('cdk8s-hardened: no Kubernetes object and no Dockerfile found');
  });

  test.each([
    ['package.json', 'cdk8s-hardened: package.json:1:1: document 1 is not a Kubernetes object: it has no apiVersion and kind'],
    ['list.yaml', 'cdk8s-hardened: list.yaml:1:1: document 1 is not a Kubernetes object: it has no apiVersion and kind'],
  ])('exits with 2 if it is named: %s', async (file, expected) => {
    const { status, stderr } = await workspace().write({ ...OTHERS, 'pod.yaml': GOOD }).audit(file, 'pod.yaml');
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expected] });
  });

  test('exits with 2 if it is in a named file with objects', async () => {
    const { status, stderr } = await workspace().write({ 'pod.yaml': `${GOOD}---\nname: x\n` }).audit('pod.yaml');
    expect(status).toBe(2);
    expect(stderr).toEqual([expect.stringMatching(/^cdk8s-hardened: pod\.yaml:\d+:1: document 3 is not a Kubernetes object/)]);
  });

  test('is counted in a file with objects', async () => {
    const { status, stderr } = await workspace().write({ 'pod.yaml': `${GOOD}---\nname: x\n` }).audit('.');
    expect({ status, stderr }).toEqual({
      status: 0, stderr: ['cdk8s-hardened: skipped 1 document without a Kubernetes object in pod.yaml'],
    });
  });
});

describe('a kind that looks like a misspelled workload', () => {
  const named = (apiVersion: string, kind: string) => `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;

  test.each([
    ['v1', 'Pods', 'Pod in v1'],
    ['v1', 'pod', 'Pod in v1'],
    ['batch/v1', 'jobs', 'Job in batch/v1'],
    ['batch/v1', 'Cronjob', 'CronJob in batch/v1'],
    ['apps/v1', 'Deployments', 'Deployment in apps/v1'],
    ['apps/v1', 'StatefullSet', 'StatefulSet in apps/v1'],
    ['v1', 'Deployment', 'Deployment in apps/v1'],
    ['apps/v1', 'Job', 'Job in batch/v1'],
    ['extensions/v1beta1', 'DeamonSet', 'DaemonSet in apps/v1'],
  ])('%s %s is named with the closest workload', async (apiVersion, kind, meant) => {
    const { status, stderr } = await workspace().write({ 'a.yaml': named(apiVersion, kind) }).audit('a.yaml');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: [`cdk8s-hardened: a.yaml:3: Kubernetes has no kind ${kind} in ${apiVersion}, so it was not evaluated as a workload: did you mean ${meant}?`],
    });
  });

  test('is named once for several objects, with the first lines', async () => {
    const { stderr } = await workspace().write({ 'a.yaml': named('v1', 'Pods').repeat(5) }).audit('a.yaml');
    expect(stderr).toEqual([expect.stringMatching(/: a\.yaml:3, a\.yaml:7, a\.yaml:11 and 2 more: Kubernetes has no kind Pods in v1/)]);
  });

  test.each([
    ['v1', 'Node'], ['v1', 'Service'], ['v1', 'Endpoints'], ['v1', 'PodTemplate'], ['apps/v1', 'ControllerRevision'], ['extensions/v1beta1', 'Ingress'],
    ['batch.volcano.sh/v1alpha1', 'Jobs'], ['example.com/v1', 'Pods'], ['v1', `Pod${'s'.repeat(100)}`],
  ])('does not include %s %s', async (apiVersion, kind) => {
    expect((await workspace().write({ 'a.yaml': named(apiVersion, kind) }).audit('a.yaml', '--profile', 'pss-baseline')).stderr).toEqual([]);
  });
});

describe('an audit without input', () => {
  test('exits with 2 if no path is given', async () => {
    const { status, stdout, stderr } = await workspace().audit();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toEqual(['cdk8s-hardened: nothing to audit: name files, folders or charts, - for standard input, or --cluster']);
  });

  test('exits with 2 for an empty folder', async () => {
    const { status, stderr } = await workspace().audit('.');
    expect({ status, stderr }).toEqual({ status: 2, stderr: ['cdk8s-hardened: no Kubernetes object and no Dockerfile found'] });
  });

});

describe('unreadable input exits with 2 and names the place', () => {
  test.each([
    ['YAML that does not parse', 'apiVersion: v1\nkind: Pod\nspec: {containers: [}\n', ':3:21: '],
    ['a duplicate key of two types', 'apiVersion: v1\nkind: Pod\n1: a\n"1": b\n', ':4:1: '],
    ['a later document', `${GOOD}---\napiVersion: v1\nkind: [\n`, `:${GOOD.split('\n').length + 3}:1: `],
    ['JSON that does not parse', '{"apiVersion": "v1",\n  "kind": ]', ':2:11: '],
    ['bytes that are no UTF-8', Buffer.from('apiVersion: v1\nkind: \xFFod\n', 'latin1'), ':2:7: '],
  ])('for %s', async (_, content, place) => {
    const { status, stderr } = await workspace().write({ 'pod.yaml': content }).audit('pod.yaml');
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining(`cdk8s-hardened: pod.yaml${place}`)] });
  });

  test('for a Helm template in a folder, with a hint', async () => {
    const { status, stderr } = await workspace().write({ 'sub/template.yaml': 'apiVersion: v1\nkind: {{ .Values.kind }}\n' }).audit('.');
    expect(status).toBe(2);
    expect(stderr[0]).toMatch(/^cdk8s-hardened: sub.template\.yaml:2:\d+: a key is an object or an array; it is a template: name [^;]*$/);
  });

  test('for missing paths, all at once, after the others were evaluated', async () => {
    workspace().write({ 'bad.yaml': 'a: [', 'good.yaml': PRIVILEGED });
    const { status, report, stderr } = await workspace().json('nope.yaml', 'bad.yaml', 'nowhere/', 'good.yaml', ...BASELINE);
    expect(status).toBe(2);
    expect(stderr).toEqual([
      `cdk8s-hardened: nope.yaml: no such file or folder (relative to ${workspace().folder})`,
      expect.stringMatching(/^cdk8s-hardened: bad\.yaml:\d:\d: /),
      `cdk8s-hardened: nowhere/: no such file or folder (relative to ${workspace().folder})`,
    ]);
    expect(report.findings).toHaveLength(1);
    expect(report.summary).toMatchObject({ documents: 2, errors: 1 });
  });

  onPosix('for a path below a file', async () => {
    const { status, stderr } = await workspace().write({ 'good.yaml': GOOD }).audit('good.yaml/x');
    expect([status, stderr]).toEqual([2, ['cdk8s-hardened: good.yaml/x: a part of the path is not a folder']]);
  });

  test('after findings before that place, with complete JSON', async () => {
    const { status, report } = await workspace().write({ 'pod.yaml': `${PRIVILEGED}---\na: [\n` }).json('pod.yaml', ...BASELINE);
    expect(status).toBe(2);
    expect(report.findings).toHaveLength(1);
  });

  onPosix('for a broken link, and evaluates the rest', async () => {
    workspace().write({ 'z.yaml': PRIVILEGED });
    fs.symlinkSync('nowhere', join(workspace().folder, 'a.yaml'));
    const { status, report, stderr } = await workspace().json('.', ...BASELINE);
    expect({ status, stderr }).toEqual({ status: 2, stderr: [`cdk8s-hardened: a.yaml: no such file or folder (relative to ${workspace().folder})`] });
    expect(report.findings).toHaveLength(1);
  });

  onPosix('for a link to a device, which has no end, and evaluates the rest', async () => {
    workspace().write({ 'z.yaml': PRIVILEGED });
    fs.symlinkSync('/dev/zero', join(workspace().folder, 'a.yaml'));
    const { status, report, stderr } = await workspace().json('.', ...BASELINE);
    expect({ status, stderr }).toEqual({ status: 2, stderr: [expect.stringContaining('a.yaml: leads out of ')] });
    expect(report.findings).toHaveLength(1);
  });

  onPosix('for a kustomization that is a link to a device', async () => {
    fs.symlinkSync('/dev/zero', join(workspace().folder, 'kustomization.yaml'));
    const { status, stderr } = await workspace().audit('.', ...BASELINE);
    expect([status, stderr.join()]).toEqual([2, expect.stringContaining('kustomization.yaml: leads out of ')]);
  });

  onPosix('for a link to itself, and evaluates the rest', async () => {
    workspace().write({ 'z.yaml': PRIVILEGED });
    fs.symlinkSync('b.yaml', join(workspace().folder, 'a.yaml'));
    fs.symlinkSync('a.yaml', join(workspace().folder, 'b.yaml'));
    const { status, report, stderr } = await workspace().json('.', ...BASELINE);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: ['a.yaml', 'b.yaml'].map((file) => `cdk8s-hardened: ${file}: the link leads back to itself`),
    });
    expect(report.findings).toHaveLength(1);
  });

  test('for an unreadable subfolder, and evaluates the rest', () => {
    workspace().write({ 'a/b.yaml': GOOD, 'z.yaml': PRIVILEGED });
    const { readdirSync } = fs;
    jest.spyOn(fs, 'readdirSync').mockImplementation((path, options) => {
      if (resolve(String(path)) === join(workspace().folder, 'a')) {
        throw Object.assign(new Error('no'), { code: 'EACCES' });
      }
      return readdirSync(path, options as any) as any;
    });
    const [denied, next] = inputsOf([workspace().folder]);
    jest.restoreAllMocks();
    expect(() => [...denied.chunks()]).toThrow(new InputError(`${slashed(join(workspace().folder, 'a'))}: permission denied`));
    expect(() => [...denied.preview()]).toThrow(InputError);
    expect(next.name).toBe(slashed(join(workspace().folder, 'z.yaml')));
  });

  test.each([
    ['EACCES', 'permission denied'],
    ['EIO', 'i/o error'],
  ])('for a folder that fails with %s', (code, reason) => {
    jest.spyOn(fs, 'readdirSync').mockImplementation(() => {
      throw Object.assign(new Error('i/o error'), { code });
    });
    expect(() => [...inputsOf([workspace().folder])]).toThrow(new InputError(`${slashed(workspace().folder)}: ${reason}`));
    jest.restoreAllMocks();
  });
});

test('paths are opened one by one', () => {
  const inputs = inputsOf(['-', 'nope']);
  expect(inputs.next().value).toMatchObject({ name: 'stdin', isNamed: true });
  expect(() => inputs.next()).toThrow(`nope: no such file or folder (relative to ${process.cwd()})`);
});

test.each(['::error title=x::y.yaml', '##vso[task.complete result=Failed]y.yaml', '##[error]y.yaml'])('no line of a report begins with a log command: %s', async (file) => {
  const { stdout } = await workspace().write({ [file]: PRIVILEGED }).audit(file, ...BASELINE);
  expect(stdout.split('\n')[2]).toMatch(/^\.\/(?:::|#\\u0023)/);
  expect(stdout).not.toMatch(/^\s*::|##\w*\[/m);
});

test('input that can be read only once is buffered, and repeats its error', () => {
  const chunks = [Buffer.alloc(10 * 1024 * 1024, 1), Buffer.alloc(10 * 1024 * 1024, 2), Buffer.from('end')];
  let next = 0;
  jest.spyOn(fs, 'readSync').mockImplementation((_, buffer) => {
    const chunk = chunks[next] ?? Buffer.alloc(0);
    const part = chunk.subarray(0, (buffer as Buffer).length);
    chunks[next] = chunk.subarray(part.length);
    next += chunks[next]?.length === 0 ? 1 : 0;
    part.copy(buffer as Buffer);
    return part.length;
  });
  const [stdin] = inputsOf(['-']);
  const size = (parts: Iterable<Uint8Array>) => [...parts].reduce((sum, { length }) => sum + length, 0);
  expect(size(stdin.preview())).toBeLessThan(18 * 1024 * 1024);
  expect(size(stdin.chunks())).toBe(20 * 1024 * 1024 + 3);
  const [failing] = inputsOf(['-']);
  jest.spyOn(fs, 'readSync').mockImplementationOnce((_, buffer) => (buffer as Buffer).write('kind: '))
    .mockImplementationOnce(() => { throw Object.assign(new Error('i/o error'), { code: 'EIO' }); });
  expect(() => [...failing.preview()]).toThrow('stdin: i/o error');
  const read = failing.chunks()[Symbol.iterator]();
  expect(Buffer.from(read.next().value).toString()).toBe('kind: ');
  expect(() => read.next()).toThrow('stdin: i/o error');
  jest.restoreAllMocks();
});

test('wrong types in fields that controls read are findings', async () => {
  const yaml = podYaml(({ containers }) => { containers[0].securityContext.privileged = 'true'; });
  const { status, findings } = await workspace().write({ 'pod.yaml': yaml }).json('pod.yaml', ...BASELINE);
  expect(status).toBe(1);
  expect(findings).toEqual([expect.objectContaining({ control: 'field-types', path: '/spec/containers/0/securityContext/privileged' })]);
});

function toJson(yaml: string): string {
  return JSON.stringify(parseAllDocuments(yaml)[0].toJS(), undefined, 2);
}
