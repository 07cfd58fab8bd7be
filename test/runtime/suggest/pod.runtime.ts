import { setTimeout } from 'timers/promises';
import { buildImage } from './support';
import { SCAN_SCRIPT } from '../../../src/commands/cli/suggest/pod/scan-script';
import { podman } from '../support/podman';

const IMAGE = 'localhost/watched:1';
const LIKE_A_POD = ['--cap-drop=all', '--security-opt=no-new-privileges', '--network=none'];

const WRITES = [
  'mkdir /var/lib/shop; echo data > /var/lib/shop/db; echo log > /logs/a.log; echo log > /var/log/b.log',
  'mkdir -p /home/app/.cache/customers/acme; echo x > /home/app/.cache/customers/acme/f; echo 1 > /app/lib/new',
  'exec 3> /tmp/open; rm /tmp/open',
  'touch "/var/log/a\ndirectory 1 5 5 0 /usr/"',
].join('\n');

beforeAll(() => {
  buildImage(IMAGE, { 'app/lib/main.js': '1', 'var/log/old': '', 'home/app/keep': '' }, [
    'RUN mkdir -p /tmp /var/lib && chmod 1777 /tmp && ln -s /var/log /logs && chown -R 10001:10001 /app /var /home/app',
  ]);
});

test('skeleton', async () => {
  podman(['run', '--detach', '--name=target', ...LIKE_A_POD, '--user=10001:10001', '--mount=type=tmpfs,destination=/data,tmpfs-mode=1777', IMAGE,
    'sh', '-c', `sleep 2\n${WRITES}\nsleep 1000`]);
  await setTimeout(4000);
  const start = podman(['inspect', '--format={{.State.StartedAt.Unix}}', 'target']).trim();
  console.log(start, podman(['run', '--rm', ...LIKE_A_POD, '--user=10001:10001', '--pid=container:target', '--read-only', IMAGE, 'sh', '-c', SCAN_SCRIPT, 'sh', '2', start]));
  podman(['rm', '--force', '--time=0', 'target']);
});
