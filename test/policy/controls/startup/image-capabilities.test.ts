import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { imageCapabilities } from '../../../../src/policy/controls/startup/image-capabilities';
import { APP, APP_SOURCE, lockWith } from '../../../knowledge/image-lock/support';
import { found, goodPod, violations } from '../support';

const FIELD = 'spec.containers[0].securityContext.capabilities.add';
const add = ['NET_BIND_SERVICE'];
const podWith = (image: unknown, capabilities: unknown, more: object = {}, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  spec[list] = [{ name: 'main', image, securityContext: { capabilities }, ...more }];
});

test.each([
  ['coredns/coredns:1.12.0'],
  ['registry.k8s.io/coredns/coredns:v1.11.1'],
  ['registry.k8s.io/ingress-nginx/controller:v1.13.1'],
  ['caddy:2.10-alpine'],
])('%s needs NET_BIND_SERVICE where ALL is dropped', (image) => {
  expect(found(imageCapabilities, podWith(image, { drop: ['ALL'] }))).toEqual([FIELD]);
  expect(found(imageCapabilities, podWith(image, { drop: ['ALL'], add }))).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['the capability itself is dropped', { drop: add }, [FIELD]],
  ['it is dropped with CAP_', { drop: ['cap_net_bind_service'] }, [FIELD]],
  ['what is dropped only resembles it', { drop: ['NET_CAP_BIND_SERVICE'] }, []],
  ['another one is added', { drop: ['ALL'], add: ['CHOWN'] }, [FIELD]],
  ['all are added again', { drop: ['ALL'], add: ['ALL'] }, []],
  ['another one is dropped', { drop: ['CHOWN'] }, []],
  ['nothing is dropped', {}, []],
  ['the JSON is malformed', { drop: 'ALL' }, []],
  ['there are none', undefined, []],
])('evaluates capabilities if %s', (_, capabilities, expected) => {
  expect(found(imageCapabilities, podWith('coredns/coredns:1.12.0', capabilities))).toEqual(expected);
});

test.each<[string, unknown, object, string | undefined, string[]]>([
  ['an image that no one knows', 'registry.example/coredns:1', {}, undefined, []],
  ['an image without such a program', 'nginx:1.29', {}, undefined, []],
  ['no image', undefined, {}, undefined, []],
  ['another command', 'caddy:2', { command: ['sh'] }, undefined, []],
  ['other arguments', 'caddy:2', { args: ['run'] }, undefined, [FIELD]],
  ['a privileged container', 'caddy:2', { securityContext: { privileged: true, capabilities: { drop: ['ALL'] } } }, undefined, []],
  ['an init container', 'caddy:2', {}, 'initContainers', [FIELD.replace('containers', 'initContainers')]],
  ['an ephemeral container', 'caddy:2', {}, 'ephemeralContainers', []],
])('reports what is wrong, and nothing else: %s', (_, image, more, list, expected) => {
  expect(found(imageCapabilities, podWith(image, { drop: ['ALL'] }, more, list))).toEqual(expected);
});

test('says what is known of the image', () => {
  expect(violations(imageCapabilities, podWith('caddy:2.10', { drop: ['ALL'] }))).toMatchObject([
    { detail: 'caddy 2.10 needs NET_BIND_SERVICE', remedy: undefined, risk: 'broken' },
  ]);
});

test('says what works instead of a capability that "restricted" never allows', () => {
  const [violation] = violations(imageCapabilities, podWith('dovecot/dovecot:2.4.1', { drop: ['ALL'], add }));
  expect(violation.detail).toMatch(/^dovecot 2\.4\.1 needs SYS_CHROOT\. .*"chroot ="/);
  expect(violation.risk).toBe('broken');
  expect(violations(imageCapabilities, podWith('atmoz/sftp:alpine', { drop: ['ALL'] }))[0].risk).toBe('low');
  expect(violation.remedy).toContain('waive capabilities-restricted');
  expect(found(imageCapabilities, podWith('dovecot/dovecot:2.4.1', { drop: ['ALL'], add: ['SYS_CHROOT'] }))).toEqual([]);
  expect(violations(imageCapabilities, podWith('atmoz/sftp:alpine', { drop: ['ALL'], add: ['SETUID', 'SETGID'] }))[0].detail)
    .toContain('needs CHOWN, SYS_CHROOT. Its server becomes the user');
});

test('an image needs the capabilities of its program file, and those that its programs use', () => {
  const facts = { fileCapabilities: add, needsCapabilities: ['SYS_CHROOT'], hint: 'Configure it without a jail.' };
  const ownImages = { families: [{ name: 'app', repositories: ['registry.example/app'], variants: [facts] }] };
  const reported = (capabilities: unknown) => violations(imageCapabilities, podWith('registry.example/app:1', capabilities), undefined, { choices: { ownImages } });
  expect(reported({ drop: ['ALL'] })).toMatchObject([{
    detail: 'app 1 needs NET_BIND_SERVICE, SYS_CHROOT. Configure it without a jail.', remedy: expect.stringContaining('waive capabilities-restricted'),
  }]);
  expect(reported({ drop: ['ALL'], add: ['SYS_CHROOT'] })).toMatchObject([{ detail: 'app 1 needs NET_BIND_SERVICE', remedy: undefined }]);
  expect(reported({ drop: ['ALL'], add: ['NET_BIND_SERVICE', 'SYS_CHROOT'] })).toEqual([]);
});

describe('what the image itself says, in a lock file', () => {
  const facts: Partial<PlatformFacts> = { program: { path: '/srv', uid: 0, gid: 0, mode: 0o755 }, capabilities: { '/srv': ['NET_BIND_SERVICE'], '/bin/ping': ['NET_RAW'] } };
  const of = (more: object, ...others: Partial<PlatformFacts>[]) =>
    violations(imageCapabilities, podWith(APP, { drop: ['ALL'] }, more), undefined, { choices: { imageLock: { lock: lockWith(facts, ...others) } } }).map(({ detail }) => detail);

  test.each<[string, object, string | undefined]>([
    ['its own program', {}, 'NET_BIND_SERVICE'],
    ['the program of a command', { command: ['/bin/ping', 'db'] }, 'NET_RAW'],
    ['another command', { command: ['/bin/true'] }, undefined],
    ['a command by its name, which may be another file', { command: ['ping'] }, undefined],
  ])('counts for %s', (_, more, name) => expect(of(more)).toEqual(name ? [`${APP} (${APP_SOURCE}) needs ${name}`] : []));

  test('is certain only if all platforms say it', () => {
    expect(of({}, { ...facts, capabilities: undefined })).toEqual([]);
    expect(of({ command: ['/bin/ping'] }, { ...facts, capabilities: undefined })).toEqual([]);
  });
});
