import { imageUserFlags } from '../../../../src/policy/controls/startup/image-user-flags';
import { found, goodPod, violations } from '../support';

const BIND = 'internetsystemsconsortium/bind9:9.20';
const NAMED = ['named', '-u', 'bind', '-g'];
const AT = 'spec.containers[0]';
const podWith = (image: string, container: object, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  spec[list] = [{ name: 'main', image, ...container }];
});
const as = (runAsUser: unknown, more: object = {}) => ({ securityContext: { runAsUser, ...more } });

test.each<[string, object, string[]]>([
  ['the ENTRYPOINT', {}, [`${AT}.securityContext.runAsUser`]],
  ['the ENTRYPOINT, with arguments', { args: ['-g'] }, [`${AT}.securityContext.runAsUser`]],
  ['the ENTRYPOINT, as its own user', as(53), []],
  ['the ENTRYPOINT, as root', as(0), []],
  ['a command', { command: NAMED }, [`${AT}.command[1]`]],
  ['a command with the option and its value in one word', { command: ['named', '-u=bind'] }, [`${AT}.command[1]`]],
  ['a command and arguments', { command: ['named'], args: ['-g', '-u', 'bind'] }, [`${AT}.args[1]`]],
  ['a command, as its own user', { command: NAMED, ...as(53) }, []],
  ['a command, as root', { command: NAMED, ...as(0) }, []],
  ['a command without the option', { command: ['named', '-g'] }, []],
  ['an option at the end, without a value', { command: ['named', '-u'] }, []],
  ['another option that starts alike', { command: ['named', '-users=bind', '--u', 'bind'] }, []],
  ['malformed JSON', { command: 'named -u bind', args: [7, null] }, []],
])('evaluates BIND 9 with %s', (_, container, expected) => expect(found(imageUserFlags, podWith(BIND, container))).toEqual(expected));

test.each<[string, string[], string[]]>([
  ['the unix jail', ['-j', 'unix,user=vcache'], [`${AT}.args[0]`]],
  ['the linux jail', ['-F', '-j', 'linux'], [`${AT}.args[1]`]],
  ['the unix jail in one word', ['-j=unix'], [`${AT}.args[0]`]],
  ['no jail', ['-j', 'none'], []],
  ['no jail in one word', ['-j=none'], []],
  ['other options', ['-F', '-f', '/etc/varnish/default.vcl'], []],
])('evaluates Varnish with %s, which is refused even to its own user', (_, args, expected) => {
  expect(found(imageUserFlags, podWith('varnish:7.7', { args }))).toEqual(expected);
  expect(found(imageUserFlags, podWith('varnish:7.7', { args, ...as(1000) }))).toEqual(expected);
});

test.each(['registry.example/bind9:1', 'memcached:1.6', 'eclipse-mosquitto:2'])('accepts the option for %s', (image) => {
  expect(found(imageUserFlags, podWith(image, { command: NAMED }))).toEqual([]);
});

test.each([
  ['initContainers', ['spec.initContainers[0].command[1]']],
  ['ephemeralContainers', []],
])('evaluates %s', (list, expected) => expect(found(imageUserFlags, podWith(BIND, { command: NAMED }, list))).toEqual(expected));

test('accepts it where the image decides about the user', () => {
  const pod = goodPod((spec) => {
    spec.securityContext = {};
    spec.containers = [{ name: 'main', image: BIND }];
  });
  expect(found(imageUserFlags, pod)).toEqual([]);
});

test('names the uid, and the option to remove', () => {
  expect(violations(imageUserFlags, podWith(BIND, {}))).toMatchObject([{
    detail: 'without root, bind9 9.20 does not start with -u, an option in its ENTRYPOINT, except as the uid 53',
    remedy: 'write `runAsUser: 53`, or a `command` without `-u`',
    remedyInCode: { hardened: 'set `runAs: RunAs.user(53)`, or a `command` without `-u`', plain: 'set `user: 53`, or a `command` without `-u`' },
  }]);
  expect(violations(imageUserFlags, podWith(BIND, { command: NAMED }))).toMatchObject([{ remedy: 'remove `-u` and its value' }]);
});
