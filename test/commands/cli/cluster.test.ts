import { run, Workspace, workspaces } from './support';
import { PASSWORD } from '../../cluster/support/shop';
import { recorded } from '../../tasks/cluster/recorded-kubectl';

/* `audit --cluster` with answers that a real API server gave to a real kubectl: test/cluster/audit.cluster.ts recorded them. */

const workspace = workspaces();

async function audit(recording: string, args: readonly string[] = [], { folder }: Pick<Workspace, 'folder'> = workspace()) {
  const kubectl = recorded(recording);
  const { status, stdout, stderr } = await run(['audit', '--cluster', ...args], { cwd: folder, kubectl });
  return { status, stdout, stderr, ran: kubectl.ran };
}

async function findingsOf(recording: string, args: readonly string[] = []) {
  const { stdout, ...others } = await audit(recording, ['--format', 'json', ...args]);
  if (stdout === '') throw new Error(others.stderr.join('\n'));
  return { ...others, report: JSON.parse(stdout), findings: JSON.parse(stdout).findings as any[] };
}

const objectOf = ({ file, kind, name }: any) => `${file}: ${kind} ${name}`;

test('a cluster is read with get of lists, and never Secrets; --verbose lists the commands', async () => {
  const { stderr, ran } = await audit('whole', ['--verbose']);
  expect(ran.filter((command) => !/^config current-context$|^--context=test get --request-timeout=50s --raw=\/(?:version|apis?)/.test(command))).toEqual([]);
  expect(ran.filter((command) => /secrets|configmaps/.test(command))).toEqual([]);
  expect(stderr.filter((line) => /^cdk8s-hardened: {3}kubectl /.test(line)).map((line) => line.replace(/'/g, '').slice('cdk8s-hardened:   kubectl '.length)))
    .toEqual(ran.slice(1));
});

test('workloads stand for their pods, and findings name the cluster, the namespace and the object', async () => {
  const { status, report, findings } = await findingsOf('whole', ['--profile', 'pss-restricted']);
  expect(status).toBe(1);
  expect(report.kubernetesVersion).toBe('1.37');
  const workloads = [...new Set(findings.filter(({ kind }) => !/Role|Namespace|ServiceAccount/.test(kind)).map(objectOf))].sort();
  expect(workloads).toEqual([
    'cluster/test/billing: CronJob nightly',
    'cluster/test/legacy: Pod worker-1', // Of two pods of a custom resource that the library does not know.
    'cluster/test/legacy: StatefulSet db',
    'cluster/test/shop: Deployment idle', // It has no pod.
    'cluster/test/shop: Deployment web',
    'cluster/test/shop: Pod debug',
    'cluster/test/shop: Rollout cart',
  ]);
  expect(findings.filter(({ line, column }) => line !== undefined || column !== undefined)).toEqual([]);
});

test('a finding names who writes the object again', async () => {
  const { findings, stderr } = await findingsOf('whole');
  const managers = new Map(findings.filter(({ managedBy }) => managedBy).map((finding) => [objectOf(finding), finding.managedBy]));
  expect([...managers].sort()).toEqual([
    ['cluster/test/legacy: Pod worker-1', 'operator of Worker legacy/worker'],
    ['cluster/test/legacy: StatefulSet db', 'Helm release legacy/db'],
  ]);
  expect(stderr.join('\n')).toContain('fix objects where they are written, since a change in the cluster does not last: Helm release legacy/db');
});

test.each(['text', 'json', 'sarif', 'markdown', 'html', 'junit', 'github', 'gitlab', 'rdjson'])(
  'the format %s has no password, and no line of a file', async (format) => {
    const { status, stdout } = await audit('whole', ['--format', format, '--detail', 'all']);
    expect(status).toBe(1);
    expect(stdout).toContain('legacy/db');
    expect(stdout).not.toContain(PASSWORD);
    expect(stdout).not.toContain('last-applied');
  },
);

test('roles of Kubernetes itself are counted, and not evaluated', async () => {
  const { stderr, findings } = await findingsOf('whole');
  expect(stderr.join('\n')).toMatch(/did not evaluate \d+ roles and bindings of Kubernetes itself: ClusterRole admin/);
  expect(findings.filter(({ name }) => /^system:/.test(name))).toEqual([]);
  // They still say what a binding grants.
  expect(findings.filter(({ kind, name, control }) => `${kind} ${name} ${control}` === 'ClusterRoleBinding everyone cluster-admin')).toHaveLength(1);
});

test('what may not be read makes the result incomplete', async () => {
  const { status, stderr, findings } = await findingsOf('forbidden');
  expect([status, findings]).toEqual([2, []]);
  expect(stderr).toContainEqual(expect.stringMatching(/^cdk8s-hardened: cluster\/test: cannot read \/apis\/apps\/v1\/deployments: Error from server \(Forbidden\)/));
});

test('with -n, controls that depend on other objects are listed, and the exit code follows from the findings', async () => {
  const { status, stderr, findings } = await findingsOf('role', ['-n', 'shop']);
  expect(status).toBe(1);
  expect([...new Set(findings.map(({ file }) => file))]).toEqual(['cluster/test/shop']);
  expect(stderr.join('\n')).toMatch(/not evaluated, because .*ClusterRole.* objects were not all read: service-account-token, /);
  expect(findings.filter(({ control }) => control === 'service-account-token')).toEqual([]);
});

describe('the HTML report', () => {
  const sectionOf = async (...args: string[]) => /<section id="namespaces"[^]*?<\/section>/.exec((await audit('whole', ['--format', 'html', ...args])).stdout)![0];
  const rowsOf = (section: string) => [...section.matchAll(/<tr>(<td>.*?)<\/tr>/g)].map(([, cells]) => [...cells.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, text]) => text));

  test('has the namespaces with their levels, and what blocks the next one', async () => {
    const section = await sectionOf();
    expect(section).toContain('Which namespaces can enforce restricted:v1.37</h2>');
    expect([...section.matchAll(/<dt>(.*?)<\/dt>.*?<span>(.*?)<\/span>/g)].map(([, time, levels]) => `${time}: ${levels.replace(/<.*?>/g, '')}`)).toEqual([
      'Enforced today: 0 restricted, 1 baseline, 4 privileged', 'Met by all workloads today: 2 restricted, 1 baseline, 2 privileged', 'Met after harden: 3 restricted, 0 baseline, 2 privileged',
    ]);
    expect(rowsOf(section)).toEqual(expect.arrayContaining([
      ['billing', 'baseline:v1.30', 'restricted', '-', 'privileged', 'privileged', '1 of 2 block restricted'],
      ['kube-system', '-', '-', '-', 'restricted', 'restricted', 'of Kubernetes: leave it'],
      ['billing', 'CronJob billing/nightly', 'privileged: its author must change it, or it moves to another namespace'],
    ]));
    expect(section).not.toMatch(/style=|url\(/); // The policy of the page would refuse it.
  });

  test('shows the same table as `namespaces`', async () => {
    const { stdout } = await run(['namespaces', '--cluster', '--to', 'baseline', '--format', 'json'], { cwd: workspace().folder, kubectl: recorded('whole') });
    const rows = rowsOf(await sectionOf('--profile', 'pss-baseline'));
    const expected = JSON.parse(stdout).namespaces.map(({ name, level, hardened }: any) => [name, level, hardened]);
    expect(rows.filter(({ length }) => length === 7).map(([name, , , , level, hardened]) => [name, level, hardened])).toEqual(expected);
  });

  test('of files has none', async () => {
    workspace().write({ 'namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n' });
    expect((await workspace().audit('.', '--format', 'html')).stdout).not.toContain('<section id="namespaces"');
  });
});

describe('an item of a standard', () => {
  const itemsOf = async (recording: string, ...args: string[]) => {
    const { stdout } = await audit(recording, ['--standard', 'cis', ...args]);
    return new Map(stdout.split('\n').flatMap((line) => {
      const [, id, state] = /^ {2}([\d.]+) +([a-z ]+)/.exec(line) ?? [];
      return id === undefined ? [] : [[id, state]];
    }));
  };

  test('passes where the whole cluster was read', async () => {
    const items = await itemsOf('whole');
    expect([items.get('5.2.5'), items.get('5.1.8')]).toEqual(['passed', 'passed']);
  });

  test('is not evaluated if its controls need objects outside of the namespaces', async () => {
    const items = await itemsOf('role', '-n', 'shop');
    expect([items.get('5.2.5'), items.get('5.1.8'), items.get('5.1.6')]).toEqual(['passed', 'not evaluated', 'not evaluated']);
    const { stdout } = await audit('role', ['-n', 'shop', '--format', 'html']);
    const [, rows] = /<h3>CIS(.*?)<\/table>/s.exec(stdout)!;
    expect(rows).toContain('<bdi>5.1.6</bdi></td><td><bdi>not evaluated</bdi>');
  });

  test('is not evaluated if its objects could not be read', async () => {
    const items = await itemsOf('forbidden');
    expect([items.get('5.2.5'), items.get('5.1.8')]).toEqual(['not evaluated', 'not evaluated']);
    expect([...items.values()]).not.toContain('passed');
  });
});

test('settings, waivers and a baseline apply', async () => {
  const target = { kind: 'Deployment', name: 'idle', namespace: 'shop' };
  workspace().write({
    'cdk8s-hardened.yaml': JSON.stringify({
      baseline: 'baseline.json',
      overrides: [{ files: ['cluster/test/billing'], controls: { 'image-digest': { severity: 'off', reason: 'only a test here' } } }],
      waivers: [{ target, control: 'privileged', containers: ['main'], reason: 'only a test here' }],
    }),
    'baseline.json': JSON.stringify({ schemaVersion: 2, findings: [] }),
  });
  const { findings, stderr } = await findingsOf('whole', ['--only', 'privileged', '--only', 'image-digest']);
  expect(stderr.filter((line) => /unused|invalid/.test(line))).toEqual([]);
  expect(findings.filter(({ control }) => control === 'privileged').map((finding) => [objectOf(finding), finding.waived])).toEqual([
    ['cluster/test/billing: CronJob nightly', false], ['cluster/test/shop: Deployment idle', true],
  ]);
  const files = findings.filter(({ control }) => control === 'image-digest').map(({ file }) => file);
  expect(new Set(files)).toEqual(new Set(['cluster/test/legacy', 'cluster/test/shop']));
});

test.each([
  [['x.yaml'], '--cluster reads a cluster, and the path "x.yaml" applies to files: remove one of them'],
  [['--set', 'a=b'], '--cluster reads a cluster, and --set applies to files: remove one of them'],
  [['-n', 'a/../b'], '--namespace "a/../b" is not the name of a namespace'],
])('%j is refused', async (args, message) => {
  const { status, stderr } = await audit('whole', args);
  expect([status, stderr]).toEqual([2, [`cdk8s-hardened: ${message}`]]);
});

test.each([
  [['.', '--context', 'a'], '--context selects a cluster: add --cluster'],
  [['.', '-n', 'a', '-n', 'b'], 'without --cluster, -n is the namespace of a release: give it only once; to read several namespaces, add --cluster'],
])('without --cluster, %j is refused', async (args, message) => {
  const { status, stderr } = await run(['audit', ...args], { cwd: workspace().folder });
  expect([status, stderr]).toEqual([2, [`cdk8s-hardened: ${message}`]]);
});

test('names of a hostile server are printed as text', async () => {
  const kubectl = recorded('whole');
  const hostile = (args: readonly string[]) => {
    const answer = kubectl(args);
    const text = Buffer.from(answer.stdout).toString().replaceAll('"name":"idle"', '"name":"idle\\u001b[2J\\n::error::x"');
    return { ...answer, stdout: Buffer.from(text) };
  };
  const { stdout } = await run(['audit', '--cluster'], { cwd: workspace().folder, kubectl: hostile });
  expect(stdout).toContain('idle\\u001b[2J\\u000a::error::x');
  expect(stdout).not.toMatch(/\u001b|^::error/m);
});
