import { execFileSync, spawnSync } from 'child_process';
import { createServer } from 'net';
import { Charts, helmOnly, Programs, shows } from './support';
import { ChartRendering, helmVersion, renderChart } from '../../../src/tasks/charts/helm';
import { Running } from '../../../src/tasks/charts/rendered';
import { helm } from '../../programs/kubernetes';

describe.each([3, 4] as const)('with Helm %i', (major) => {
  let charts: Charts;
  let programs: Programs;
  beforeEach(() => {
    charts = new Charts();
    programs = helmOnly(major);
  });
  afterEach(() => {
    charts.remove();
    programs.remove();
  });

  type Options = Omit<ChartRendering, 'chart' | 'values'> & { readonly values?: readonly string[] };
  const render = (chart: string, { values, ...options }: Options = {}, limits: Running['limits'] = {}) =>
    renderChart({ chart, values: values?.map((path) => ({ path })), ...options }, programs.running(limits));
  const shown = async (chart: string, options: Options = {}) => {
    const { text } = await render(chart, options);
    return /^ {2}shown: "(.*)"$/m.exec(text)![1];
  };

  test('says its version', async () => {
    expect(await helmVersion(programs.running())).toMatch(new RegExp(`^v${major}\\.\\d+\\.\\d+$`));
  });

  test('renders a folder and a .tgz, named after the chart', async () => {
    const chart = charts.chart('web', shows('printf "%s %s" .Release.Name .Release.Namespace'));
    const { text, warnings } = await render(chart);
    expect(text).toBe('---\n# Source: web/templates/shown.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  shown: "web default"\n');
    expect(warnings).toEqual([]);
    execFileSync('tar', ['czf', charts.path('web-1.2.3.tgz'), '-C', charts.path('charts'), 'web']);
    expect((await render(charts.path('web-1.2.3.tgz'))).text).toBe(text);
    expect(await shown(chart, { release: 'shop.a-1', namespace: 'prod' })).toBe('shop.a-1 prod');
  });

  test('takes values of files and of the command line, whatever they are called', async () => {
    const chart = charts.chart('web', shows('printf "%v %v %v" .Values.a .Values.b .Values.c'));
    charts.write({ '--post-renderer=x, "y".yaml': 'a: 1\nb: 1\nc: 1\n', '-x.yaml': 'b: 2\n' });
    const values = [charts.path('--post-renderer=x, "y".yaml'), charts.path('-x.yaml')];
    expect(await shown(chart, { values, set: ['c=3'] })).toBe('1 2 3');
    const before = process.cwd();
    process.chdir(charts.folder);
    try {
      expect(await shown(chart, { values: ['--post-renderer=x, "y".yaml', '-x.yaml'], set: ['c=3'] })).toBe('1 2 3');
    } finally {
      process.chdir(before);
    }
    await expect(render(chart, { set: ['--post-renderer=x'] })).resolves.toMatchObject({ text: expect.stringContaining('shown') });
    await expect(render(chart, { set: ['--post-renderer'] })).rejects.toThrow(/key "--post-renderer" has no value/);
    await expect(render(chart, { values: ['-'] })).rejects.toThrow(/^-: no such file/);
    await expect(render(chart, { values: ['https://example.com/values.yaml'] })).rejects.toThrow('no such file');
    await expect(render(chart, { values: [charts.folder] })).rejects.toThrow('is not a file with values');
  });

  test('names that look like options are refused', async () => {
    const chart = charts.chart('web', shows('"x"'));
    await expect(render(chart, { release: '--post-renderer=x' })).rejects.toThrow('--release "--post-renderer=x" is not a valid name of a release');
    await expect(render(chart, { release: 'a'.repeat(54) })).rejects.toThrow('is not a valid name of a release');
    await expect(render(chart, { namespace: '--debug' })).rejects.toThrow('--namespace "--debug" is not a valid name of a namespace');
    const before = process.cwd();
    process.chdir(charts.path('charts'));
    try {
      charts.write({ 'charts/--post-renderer=x/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n' });
      expect(await render('--post-renderer=x')).toEqual({ text: '\n', warnings: [] });
    } finally {
      process.chdir(before);
    }
  });

  test('a schema that refers to a file of the machine is refused; Helm itself prints the content', async () => {
    charts.write({ 'secret.json': '{"const":"s3cr3t"}' });
    const schema = JSON.stringify({ $ref: `file://${charts.path('secret.json')}` });
    const chart = charts.chart('web', { ...shows('"x"'), 'values.schema.json': schema });
    await expect(render(chart)).rejects.toThrow('refers to another file or host, so the chart was not rendered');
    const plain = spawnSync(helm(major), ['template', 'r', chart], { encoding: 'utf8' });
    expect(plain.stderr).toContain('s3cr3t');
    execFileSync('tar', ['czf', charts.path('web.tgz'), '-C', charts.path('charts'), 'web']);
    await expect(render(charts.path('web.tgz'))).rejects.toThrow('refers to another file or host');
  });

  test('leaves out hooks of helm test, knows versions and APIs of the cluster, and checks values by the schema', async () => {
    const chart = charts.chart('web', {
      ...shows('printf "%s %t" .Capabilities.KubeVersion.Version (.Capabilities.APIVersions.Has "example.com/v1")'),
      'templates/test.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: test\n  annotations:\n    helm.sh/hook: test\nspec: {}\n',
      'values.schema.json': '{"properties": {"a": {"type": "integer"}}}',
    });
    expect((await render(chart)).text).toContain('kind: Pod');
    expect((await render(chart, { skipTests: true })).text).not.toContain('kind: Pod');
    expect(await shown(chart, { kubeVersion: '1.31.2', apiVersions: ['example.com/v1'] })).toBe('v1.31.2 true');
    await expect(render(chart, { set: ['a=x'] })).rejects.toThrow(/charts\/web: values don't meet the specifications of the schema.*web:.*[Aa]/);
    expect(await shown(chart, { set: ['a=x'], skipSchema: true })).toMatch(/^v1/);
  });

  test('a chart that does not render fails with what Helm says', async () => {
    await expect(render(charts.chart('web', shows('required "set .Values.host" .Values.host')))).rejects.toThrow(/charts\/web: execution error at \(web\/templates\/shown.yaml:6:\d+\): set .Values.host$/);
    await expect(render(charts.path('nowhere'))).rejects.toThrow('nowhere: no such file or folder');
  });

  test('a dependency that is not in the chart is not fetched, neither from elsewhere on the machine', async () => {
    charts.write({ 'other/Chart.yaml': 'apiVersion: v2\nname: other\nversion: 1.0.0\n', 'other/templates/x.yaml': 'secret: of another folder\n' });
    const dependency = (repository: string) => charts.chart('web', {
      'Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{ name: other, version: 1.0.0, repository: ${repository} }]\n`, ...shows('"x"'),
    });
    for (const repository of ['file://../../other', 'https://example.com/charts', 'oci://example.com/charts']) {
      const chart = dependency(repository);
      await expect(render(chart)).rejects.toThrow(`missing in charts/ directory: other: run \`helm dependency build ${chart}\``);
    }
  });

  test('a link that leaves the chart is refused, one in it is followed', async () => {
    charts.write({ 'secret.txt': 'token' });
    const chart = charts.chart('web', { ...shows('.Files.Get "linked.txt"'), 'own.txt': 'own' });
    charts.link('charts/web/linked.txt', 'own.txt');
    expect(await shown(chart)).toBe('own');
    for (const [name, target] of [['linked2.txt', '../../secret.txt'], ['charts/sub', charts.folder], ['deep/deeper/x', '/proc/self/environ']]) {
      charts.link(`charts/web/${name}`, target);
      await expect(render(chart)).rejects.toThrow(`charts/web/${name}: is a link that leads out of the folder`);
      execFileSync('rm', [`${chart}/${name}`]);
    }
    charts.link('charts/web/templates/again', '..');
    await expect(render(chart)).rejects.toThrow('templates/again: is a link to one of its parent folders, so rendering would never end: remove the link');
  });

  test('a chart that is a repository, or has one in it, shows nothing of git', async () => {
    const token = { 'charts/web/.git/config': 'token', 'charts/web/tools/.git/config': 'token', 'charts/web/tools/a.txt': 'tool', 'charts/web/tools/deep/b.txt': 'deep' };
    const chart = charts.write(token).chart('web', shows('printf "%s %s %s %s" (.Files.Get ".git/config") (.Files.Get "tools/.git/config") (.Files.Get "tools/a.txt") (.Files.Get "tools/deep/b.txt")'));
    expect(await shown(chart)).toBe('  tool deep');
    for (const [name, target] of [['notes.txt', '.git/config'], ['g', '.git'], ['crds/z.yaml', '../tools/.git/config'], ['charts/sub/t', '../../tools']]) {
      charts.link(`charts/web/${name}`, target);
      await expect(render(chart)).rejects.toThrow(`charts/web/${name}: is a link to a repository, which may contain a token, so it was not rendered: remove it`);
      execFileSync('rm', [`${chart}/${name}`]);
    }
  });

  test('this is why: Helm itself prints what a link leads to', async () => {
    charts.write({ 'secret.txt': 'token' });
    const chart = charts.chart('web', shows('.Files.Get "linked.txt"'));
    charts.link('charts/web/linked.txt', '../../secret.txt');
    expect(execFileSync(`${programs.env.PATH}/helm`, ['template', chart], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()).toContain('shown: "token"');
  });

  test('an archive shows no file of the machine, neither by a link nor by its names', async () => {
    charts.write({ 'secret.txt': 'token' });
    charts.chart('web', shows('.Files.Get "linked.txt"'));
    charts.link('charts/web/linked.txt', charts.path('secret.txt'));
    execFileSync('tar', ['czf', charts.path('linked.tgz'), '-C', charts.path('charts'), 'web']);
    expect(await shown(charts.path('linked.tgz'))).toBe('');
    const archive = (file: string, name: string) => execFileSync('tar', [
      'czPf', charts.path(file), '--transform', `s,^secret.txt,${name},`, '-C', charts.path('charts'), 'web', '-C', charts.folder, 'secret.txt',
    ]);
    archive('inside.tgz', 'web/inside.txt');
    expect(await shown(charts.path('inside.tgz'))).toBe('');
    archive('escape.tgz', 'web/../../secret.txt');
    const refused = major === 3 ? 'chart illegally references parent directory' : 'unable to load chart archive';
    await expect(render(charts.path('escape.tgz'))).rejects.toThrow(refused);
    // In an archive of a dependency, too.
    const outer = charts.chart('outer', shows('"x"'));
    charts.write({ 'charts/outer/charts/web-1.2.3.tgz': '' });
    execFileSync('cp', [charts.path('escape.tgz'), `${outer}/charts/web-1.2.3.tgz`]);
    await expect(render(outer)).rejects.toThrow('chart illegally references parent directory');
  });

  test('templates see neither the environment nor a cluster, and reach no host', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    let connections = 0;
    server.on('connection', (socket) => {
      connections++;
      socket.destroy();
    });
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as { port: number };
      charts.write({ kubeconfig: `apiVersion: v1\nkind: Config\ncurrent-context: a\ncontexts: [{ name: a, context: { cluster: a, user: a } }]\nusers: [{ name: a }]\nclusters: [{ name: a, cluster: { server: "http://127.0.0.1:${port}" } }]\n` });
      programs.env.KUBECONFIG = charts.path('kubeconfig');
      programs.env.HELM_DRIVER = 'sql';
      programs.env.HELM_KUBEAPISERVER = `http://127.0.0.1:${port}`;
      expect(await shown(charts.chart('web', shows('lookup "v1" "Secret" "" ""')))).toBe('map[]');
      expect(await shown(charts.chart('web', shows('getHostByName "localhost"')))).toBe('');
      expect(connections).toBe(0);
    } finally {
      server.close();
    }
    for (const name of ['env', 'expandenv']) {
      await expect(render(charts.chart('web', shows(`${name} "PATH"`)))).rejects.toThrow(`function "${name}" not defined`);
    }
  });

  test('a template that does not end, and one that prints without end, are ended', async () => {
    const endless = charts.chart('endless', shows('range until 1000000 }}{{ range until 100000 }}{{ end }}{{ end }}{{ "x"'));
    await expect(render(endless, {}, { timeout: 2000 })).rejects.toThrow('endless: helm took longer than 2 seconds, so it was not rendered');
    const large = charts.chart('large', shows('repeat 1073741824 "x"'));
    await expect(render(large)).rejects.toThrow('large: helm needed more than 1024 MiB of memory, so it was not rendered');
    const long = charts.chart('long', shows('repeat 10000000 "x"'));
    await expect(render(long, {}, { output: 1024 ** 2 })).rejects.toThrow('long: helm printed more than 1 MiB, so it was not rendered');
  });

  test('plugins of the user do not run', async () => {
    const chart = charts.chart('web', shows('"x"'));
    programs.env.HELM_PLUGINS = charts.path('plugins');
    charts.write({ 'plugins/template/plugin.yaml': 'name: template\nversion: 1.0.0\nusage: x\ndescription: x\ncommand: /bin/false\n' });
    expect(await shown(chart)).toBe('x');
  });
});

test('without Helm, the error says what to install', async () => {
  const charts = new Charts();
  const programs = new Programs({});
  try {
    await expect(renderChart({ chart: charts.chart('web', shows('"x"')) }, programs.running()))
      .rejects.toThrow('helm is not installed or not in the PATH: install Helm 3 or 4');
  } finally {
    charts.remove();
    programs.remove();
  }
});
