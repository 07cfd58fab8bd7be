import { listing } from './support';
import { hardenedOptions, isMountAt, temporaryMount } from '../../../../src/commands/cli/suggest/hardened-options';
import { capabilityRemarks, startedPaths } from '../../../../src/commands/cli/suggest/program';
import { capabilitiesIn } from '../../../../src/tasks/image-facts/layer/file-capabilities';

const header = (bytes: readonly number[]) => `57 SCHILY.xattr.security.capability=${Buffer.from([...bytes, ...Array(20 - bytes.length).fill(0)]).toString('utf8')}\n`;

test.each<[string, string, string[] | undefined]>([
  ['cap_net_bind_service=ep', header([1, 0, 0, 2, 0, 4]), ['NET_BIND_SERVICE']],
  ['cap_chown,cap_net_raw,cap_sys_admin=ep', `30 mtime=1.5\n${header([1, 0, 0, 2, 1, 0x20, 0x20, 0])}`, ['CHOWN', 'NET_RAW', 'SYS_ADMIN']],
  ['cap_setuid=ep, whose bits are no text', header([1, 0, 0, 2, 0x80]), ['unknown']],
  ['cap_net_raw=p, without which it starts', header([0, 0, 0, 2, 0, 0x20]), undefined],
  ['no capabilities', '30 mtime=1.5\n', undefined],
])('reads %s from a tar archive', (_, text, expected) => expect(capabilitiesIn(text)).toEqual(expected));

test('what a container starts is its working directory and the files of its command', () => {
  const before = listing(['/app/', '/app/run.sh', '/bin/', '/bin/sh', '/etc/app.conf']);
  expect(startedPaths({ words: ['/bin/sh', 'run.sh', '-c', '/etc/../etc/app.conf'], workdir: '/app', before })).toEqual(['/app', '/bin/sh', '/app/run.sh', '/etc/app.conf']);
  expect(startedPaths({ words: ['sh'], workdir: '/', before })).toEqual([]);
});

describe('a file with capabilities', () => {
  const before = listing(['/bin/', '/bin/ping', '/app/server'], { '/bin/ping': { capabilities: ['NET_RAW'] }, '/app/server': { capabilities: ['CHOWN', 'KILL'] } });
  const remarks = (log: readonly string[], exitCode = 1) => capabilityRemarks({ before, log, ending: { kind: 'exit', seconds: 1, exitCode } });

  test('has a remark if the kernel did not start it', () => {
    expect(remarks(['exec /app/server: operation not permitted'])).toEqual([
      '/app/server has the capabilities CHOWN, KILL in its file, so that it does not start where the pod drops ALL: "exec /app/server: operation not permitted". '
      + 'Remove them in the image, with `setcap -r /app/server`, or add them back: in the workload with `capabilities: { add: [CHOWN, KILL] }`, '
      + 'and here with --run-option=--cap-add=CHOWN --run-option=--cap-add=KILL',
    ]);
    expect(remarks(['sh: ping: Operation not permitted'])).toEqual([expect.stringMatching(/^\/bin\/ping has/)]);
  });

  test('has none if another failed, or nothing did', () => {
    expect(remarks(['chown: /srv: Operation not permitted'])).toEqual([]);
    expect(remarks(['exec /app/server: operation not permitted'], 0)).toEqual([]);
    expect(remarks(['/app/server: no such file'])).toEqual([]);
  });
});

test.each<[string, string[], boolean]>([
  ['its own', [], true], ['none', ['--network=none'], true], ['that of the host', ['--network=host'], false], ['that of a container', ['--network=container:x'], false],
  ['that of the host by the short name', ['--net=host'], false], ['that of a pod', ['--pod=x'], false],
])('all ports are open if the network is %s: %j', (_, runOptions, isOpen) => {
  const options = hardenedOptions('podman', { runOptions });
  expect(options.includes('--sysctl=net.ipv4.ip_unprivileged_port_start=0')).toBe(isOpen);
  expect(options).toEqual(expect.arrayContaining(['--cap-drop=all', '--security-opt=no-new-privileges']));
});

test('root keeps the capabilities of the runtime', () => {
  const options = hardenedOptions('podman', { runOptions: [] }, true);
  expect(options).not.toContain('--cap-drop=all');
  expect(options).toContain('--security-opt=no-new-privileges');
});

test.each<[string, boolean]>([
  ['--tmpfs=/tmp', true], ['--tmpfs=/tmp:size=1m', true], ['--volume=data:/tmp/', true], ['--mount=type=tmpfs,destination=/tmp,tmpfs-size=1m', true], ['--volume=/tmp:/data', false], ['--tmpfs=/tmp2', false],
])('%s mounts something at /tmp: %s', (option, isMounted) => {
  expect(isMountAt(option, '/tmp')).toBe(isMounted);
  expect(temporaryMount([option])).toHaveLength(isMounted ? 0 : 1);
});
