import { parse } from 'yaml';
import { run, workspaces } from './support';

// An init container that changes owners needs root, whether or not its manifest says so.

const workspace = workspaces();
const deployment = (command: string, security = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - name: permissions
          image: registry.example.com/shell:1.0
          command: [sh, -c, "${command}"]${security}
          volumeMounts: [{ name: data, mountPath: /data }]
      containers:
        - name: main
          image: registry.example.com/web:1.0
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes:
        - { name: data, persistentVolumeClaim: { claimName: data } }
`;
const harden = async (text: string, ...args: string[]) => {
  workspace().write({ 'web.yaml': text });
  const { stdout, stderr } = await run(['harden', 'web.yaml', ...args], { cwd: workspace().folder });
  const { spec: { template: { spec } } } = parse(stdout);
  const usersOf = ({ securityContext: { runAsNonRoot, runAsUser } = {} as any }) => ({ runAsNonRoot, runAsUser });
  return { users: [usersOf(spec), ...spec.initContainers.map(usersOf)], drops: spec.initContainers[0].securityContext?.capabilities?.drop, stderr: stderr.join('\n') };
};
const KEPT = { runAsNonRoot: undefined, runAsUser: undefined };
const REASON = 'the init container "permissions" changes owners, which only root with the capability CHOWN may do: remove it, and let `fsGroup` make the volume writable';

test.each([[], ['--profile', 'hardened']])('it keeps its user and capabilities, and the workload is not said to pass: %s', async (...args) => {
  const { users, drops, stderr } = await harden(deployment('mkdir -p /data/x && chown -R 1000:1000 /data'), ...args);
  expect(users).toEqual([KEPT, KEPT]);
  expect(drops).toBeUndefined();
  expect(stderr).toContain(REASON);
});

test.each([
  ['in a condition on files', deployment('if [ -d /data ]; then chown -R 1000:1000 /data; fi')],
  ['after another command with a way out', deployment('[ -d /data/x ] || mkdir /data/x; chown -R 1000:1000 /data')],
  ['in arguments without a command', deployment('chown -R 1000:1000 /data').replace('command: [sh,', 'args: [sh,')],
])('it keeps them for a change %s', async (_, text) => expect((await harden(text)).stderr).toContain(REASON));

test.each([
  ['only root gets to the change', deployment('if [ $(id -u) = 0 ]; then chown -R 1000:1000 /data; fi')],
  ['the change is the condition', deployment('if ! chown -R 1000:1000 /data; then echo kept; fi')],
  ['after a failure another command follows', deployment('chown -R 1000:1000 /data || true')],
  ['it changes no owner', deployment('mkdir -p /data/x')],
  ['its author made it non-root', deployment('chown -R 1000:1000 /data', '\n          securityContext: { runAsNonRoot: true }')],
])('a workload is hardened if %s', async (_, text) => {
  const { users: [pod], stderr } = await harden(text);
  expect(pod.runAsNonRoot).toBe(true);
  expect(stderr).not.toContain('changes owners');
});

test('--override-unsafe still replaces a user that its author chose', async () => {
  const text = deployment('chown -R 1000:1000 /data', '\n          securityContext: { runAsUser: 0 }');
  expect((await harden(text)).users[1]).toMatchObject({ runAsUser: 0 });
  expect((await harden(text, '--override-unsafe')).users).toEqual([{ runAsNonRoot: true, runAsUser: undefined }, KEPT]);
});

test('a user that the settings file chooses stays', async () => {
  workspace().write({ 'cdk8s-hardened.yaml': 'runAs: 1000\n' });
  const { users: [pod], stderr } = await harden(deployment('chown -R 1000:1000 /data'));
  expect(pod).toEqual({ runAsNonRoot: true, runAsUser: 1000 });
  expect(stderr).not.toContain('changes owners');
});
