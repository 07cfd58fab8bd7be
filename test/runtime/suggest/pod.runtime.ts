import { readFileSync } from 'fs';
import { setTimeout } from 'timers/promises';
import { buildImage } from './support';
import type { Kubectl } from '../../../src/tasks/cluster/kubectl';
import { run } from '../../commands/cli/support';
import { podman, tryPodman } from '../support/podman';

/*
 * `suggest-paths --pod` with real containers in one process namespace. A kubectl of the test answers as an API server, and starts the debug
 * container as a kubelet does.
 */

const IMAGE = 'localhost/watched:1';
const GNU = 'localhost/gnu-tools:1';
const RESTRICTED = ['--cap-drop=all', '--security-opt=no-new-privileges', '--network=none'];
const USER = '10001:10001';

const WRITES = [
  'mkdir /var/lib/shop; echo data > /var/lib/shop/orders.db; echo log > /logs/a.log',
  'mkdir -p /home/app/.cache/customers/acme; echo x > /home/app/.cache/customers/acme/invoice; echo 1 > /app/lib/new',
  'touch /srv/spool/job; rm /srv/spool/job',
  'echo x > /volume/file; mkdir "/srv/spool/a\ndirectory 1 5 5 0 "',
].join('\n');

beforeAll(() => {
  const owned = 'RUN mkdir -p /tmp /var/lib /srv/spool /volume /opt && chmod 1777 /tmp && ln -s /var/log /logs && ln -s /volume /link'
    + ' && chown -R 10001:10001 /app /var /home/app /srv /volume';
  buildImage(IMAGE, { 'app/lib/main.js': '1', 'var/log/old': '', 'home/app/keep': '' }, [owned]);
  // The tools of Debian, whose awk is mawk: their packages are mounted from this machine.
  buildImage(GNU, { 'usr/keep': '', 'var/log/of-the-debug-image': '' }, [
    'RUN ["/bin/busybox", "ln", "-s", "usr/lib", "/lib"]', 'RUN ["/bin/busybox", "ln", "-s", "usr/lib64", "/lib64"]', 'ENV PATH=/usr/bin',
  ]);
});

afterEach(() => tryPodman(['rm', '--force', '--time=0', '--all']));

interface Target {
  readonly script: string;
  readonly options?: readonly string[];
  readonly user?: string;
}

/** Starts a target, and runs the command on its pod. */
async function watchPod(
  { script, options = RESTRICTED, user = USER }: Target, args: readonly string[] = [], tools: readonly string[] = [],
) {
  podman(['run', '--detach', '--name=target', ...options, `--user=${user}`, '--mount=type=tmpfs,destination=/volume,tmpfs-mode=1777', IMAGE,
    'sh', '-c', `sleep 2\n${script}\ntouch /tmp/ready\nsleep 1000`]);
  await setTimeout(3500);
  const [uid, gid] = user.split(':').map(Number);
  const container = { name: 'main', image: IMAGE, volumeMounts: [{ mountPath: '/link' }], securityContext: { runAsUser: uid, runAsGroup: gid } };
  const startedAt = new Date(1000 * Number(podman(['inspect', '--format={{.State.StartedAt.Unix}}', 'target']))).toISOString();
  const status = { containerStatuses: [{ name: 'main', state: { running: { startedAt } } }], ephemeralContainerStatuses: [] as unknown[] };
  let log = '';
  const kubectl: Kubectl = (given) => {
    const words = given.filter((word) => !/^--(?:context|namespace)=/.test(word));
    const optionOf = (name: string) => words.find((word) => word.startsWith(`--${name}=`))!.slice(name.length + 3);
    const answers: Record<string, () => string> = {
      config: () => 'test\n',
      get: () => JSON.stringify({ spec: { containers: [container] }, status }),
      logs: () => log,
      debug: () => {
        const { securityContext } = JSON.parse(readFileSync(optionOf('custom'), 'utf8'));
        const command = words.slice(words.indexOf('--') + 1);
        log = podman(['run', '--rm', ...RESTRICTED, '--read-only', `--user=${securityContext.runAsUser}:${securityContext.runAsGroup}`,
          '--pid=container:target', ...tools, optionOf('image'), ...command]);
        status.ephemeralContainerStatuses = [{ name: optionOf('container'), state: { terminated: { exitCode: 0 } } }];
        return '';
      },
    };
    return { status: 0, stderr: '', stdout: Buffer.from(answers[words[0]]()) };
  };
  return run(['suggest-paths', '--pod=shop/web-1', '--debug-image', IMAGE, '--for=1s', '--yes', ...args], { kubectl });
}

test.each([
  ['BusyBox', IMAGE, []],
  ['Debian', GNU, ['--volume=/usr:/usr:ro', '--volume=/etc/alternatives:/etc/alternatives:ro']],
])('finds the directories that a container wrote, with the tools of %s', async (_, image, tools) => {
  const { status, stdout, stderr } = await watchPod({ script: WRITES }, ['--format=json', '--debug-image', image], tools);
  expect({ status, stderr: stderr.slice(2) }).toEqual({ status: 0, stderr: [] });
  const report = JSON.parse(stdout);
  expect(report.paths.map(({ path, isSeeded, imageFiles, changes }: any) => ({ path, isSeeded, imageFiles, changes }))).toEqual([
    { path: '/app/lib', isSeeded: true, imageFiles: 1, changes: ['/app/lib/*'] },
    { path: '/home/app', isSeeded: true, imageFiles: 1, changes: ['/home/app/.cache/*'] },
    { path: '/srv/spool', isSeeded: false, imageFiles: 0, changes: ['/srv/spool/*'] },
    { path: '/var/lib', isSeeded: false, imageFiles: 0, changes: ['/var/lib/shop/*'] },
    { path: '/var/log', isSeeded: true, imageFiles: 1, changes: ['/var/log/*'] },
  ]);
  expect(report.runAs).toEqual({ uid: 10001, gid: 10001 });
  expect(report.remarks).toEqual(expect.arrayContaining([
    'it also wrote to volumes that the pod mounts already: /volume',
    '1 name with a line break are left out, with all names below',
  ]));
  expect(stdout).not.toMatch(/orders|customers|acme|invoice|of-the-debug-image/);
});

test('finds the directory of a file that is open and has no name', async () => {
  const { stdout } = await watchPod({ script: 'exec 3> /srv/spool/open; rm /srv/spool/open; touch -d @1 /srv/spool' }, ['--format=json']);
  expect(JSON.parse(stdout).paths.map(({ path }: any) => path)).toEqual(['/srv/spool']);
});

test.each<[string, Target, RegExp]>([
  ['another group', { script: '', user: '10001:0' }, /because it runs as 10001:10001, and the process as 10001:0: run this again with --user/],
  ['capabilities', { script: '', options: ['--network=none', '--cap-drop=all', '--cap-add=CHOWN'], user: '0:0' }, /because the process has the capabilities CHOWN:/],
])('says why the kernel refuses a target with %s', async (what, target, reason) => {
  const { status, stdout, stderr } = await watchPod(target, what === 'another group' ? ['--user', USER] : []);
  expect({ status, stdout, last: stderr[stderr.length - 1] }).toEqual({ status: 2, stdout: '', last: expect.stringMatching(reason) });
});
