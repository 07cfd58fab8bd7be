import { parseAllDocuments } from 'yaml';
import { run, workspaces } from './support';
import { PASSWORD } from '../../cluster/support/shop';
import { recorded } from '../../tasks/cluster/recorded-kubectl';

/* `harden --cluster` with answers that a real API server gave: test/cluster/audit.cluster.ts recorded them. */

const workspace = workspaces();

const harden = (...args: readonly string[]) => run(['harden', ...args], { cwd: workspace().folder, kubectl: recorded('role') });

test('the objects of a namespace that hardening changes, as their authors would write them', async () => {
  const { status, stdout, stderr } = await harden('--cluster', '-n', 'shop');
  expect(status).toBe(0);
  const objects: any[] = parseAllDocuments(stdout).map((document) => document.toJS());
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).sort()).toEqual(['Deployment shop/idle', 'Deployment shop/web', 'Rollout shop/cart']);
  for (const { status: ofServer, metadata, ...others } of objects) {
    expect([ofServer, Object.keys(others)]).toEqual([undefined, ['apiVersion', 'kind', 'spec']]);
    expect(Object.keys(metadata).filter((field) => !['name', 'namespace', 'labels', 'annotations'].includes(field))).toEqual([]);
  }
  expect(objects.find(({ metadata }) => metadata.name === 'web').spec.template.spec.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(stderr).toContainEqual(expect.stringContaining('Pod shop/debug: the API server does not let pods change'));
});

test('--diff shows only what hardening adds, and --check fails', async () => {
  const { stdout } = await harden('--cluster', '-n', 'shop', '--diff');
  expect(stdout.split('\n').filter((line) => /^-(?!--)/.test(line) && !/securityContext: \{\}/.test(line))).toEqual([]);
  expect(stdout).toMatch(/^\+ +allowPrivilegeEscalation: false$/m);
  expect(stdout).not.toContain(PASSWORD);
  expect((await harden('--cluster', '-n', 'shop', '--check')).status).toBe(1);
});

test.each([
  [['--cluster'], '--cluster needs the namespaces whose objects to harden: add -n NAMESPACE'],
  [['--cluster', '-n', 'shop', '--write'], '--cluster reads a cluster and changes nothing, and --write applies to files: remove one of them'],
  [['--cluster', '-n', 'shop', '--output-dir', 'x'], '--cluster reads a cluster and changes nothing, and --output-dir applies to files: remove one of them'],
  [['-n', 'a', '-n', 'b', '.'], 'without --cluster, -n is the namespace of a release: give it only once; to read several namespaces, add --cluster'],
])('%j is refused', async (args, message) => {
  expect(await harden(...args)).toEqual({ status: 2, stdout: '', stderr: [`cdk8s-hardened: ${message}`] });
});

test('what may not be read is an error, and nothing is printed', async () => {
  const kubectl = recorded('role');
  const forbidden = (args: readonly string[]) => args.join().includes('/deployments')
    ? { status: 1, stdout: Buffer.of(), stderr: 'Error from server (Forbidden): deployments.apps is forbidden' } : kubectl(args);
  const { status, stdout, stderr } = await run(['harden', '--cluster', '-n', 'shop'], { cwd: workspace().folder, kubectl: forbidden });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.join('\n')).toContain('cluster/test: cannot read /apis/apps/v1/namespaces/shop/deployments: Error from server (Forbidden)');
});
