import { imageSettings } from '../../../../src/policy/controls/startup/image-settings';
import { found, goodPod, violations } from '../support';

// Images that end at once without settings of the user.

const LIGHTTPD = 'sebp/lighttpd:1.4';
const AT = ['spec.containers[0].volumeMounts'];
const podWith = (container: object, spec: object = {}, list = 'containers') => goodPod((good) => {
  delete good.initContainers;
  Object.assign(good, { volumes: [{ name: 'settings', configMap: { name: 's' } }, { name: 'scratch-main--etc-lighttpd', emptyDir: {} }] }, spec);
  good[list] = [{ name: 'main', image: LIGHTTPD, ...container }];
});
const mounting = (mountPath: string, name = 'settings') => ({ volumeMounts: [{ name, mountPath }] });

test('without a mount they are missing, and the finding says what they must have', () => {
  expect(violations(imageSettings, podWith({}))).toMatchObject([{
    detail: 'without your own settings in /etc/lighttpd, lighttpd 1.4 does not start: its own configuration logs to /dev/pts/0, which only root may open: '
      + 'set server.errorlog = "/dev/stderr", and no server.pid-file',
    allowKey: '/etc/lighttpd',
  }]);
});

test.each<[string, object, object, readonly string[]]>([
  ['a mount there', mounting('/etc/lighttpd'), {}, []],
  ['a file there', mounting('/etc/lighttpd/lighttpd.conf'), {}, []],
  ['a mount above', mounting('/etc'), {}, []],
  ['a mount elsewhere', mounting('/etc/lighttpd.d'), {}, AT],
  ['only the volume that hardening fills in', mounting('/etc/lighttpd', 'scratch-main--etc-lighttpd'), {}, AT],
  ['a command', { command: ['lighttpd', '-f', '/x'] }, {}, []],
  ['arguments', { args: ['-f', '/x'] }, {}, []],
  ['root', { securityContext: { runAsUser: 0 } }, {}, []],
  ['the user of the image', {}, { securityContext: {} }, []],
  ['another image', { image: 'nginx:1.29' }, {}, []],
])('evaluates %s', (_, container, spec, expected) => expect(found(imageSettings, podWith(container, spec))).toEqual(expected));

test('HAProxy has no configuration', () => {
  expect(violations(imageSettings, podWith({ image: 'haproxy:3.2' }))).toMatchObject([{ allowKey: '/usr/local/etc/haproxy' }]);
});

test('ephemeral containers are not checked', () => expect(found(imageSettings, podWith({}, {}, 'ephemeralContainers'))).toEqual([]));
