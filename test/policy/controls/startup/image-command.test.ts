import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { imageCommand } from '../../../../src/policy/controls/startup/image-command';
import { APP, APP_SOURCE, lockWith } from '../../../knowledge/image-lock/support';
import { found, goodPod, violations } from '../support';

const DISTROLESS: Partial<PlatformFacts> = { shells: [], lacks: ['/bin/tool'] };
const DEBIAN: Partial<PlatformFacts> = { shells: ['/usr/bin/sh', '/usr/bin/bash'] };

const podWith = (more: object, spec: object = {}) => goodPod((pod) => {
  delete pod.initContainers;
  Object.assign(pod, { volumes: [{ name: 'v', emptyDir: {} }], ...spec });
  pod.containers = [{ name: 'main', image: APP, ...more }];
});
const foundIn = (facts: readonly Partial<PlatformFacts>[], more: object) =>
  found(imageCommand, podWith(more), undefined, { choices: { imageLock: { lock: lockWith(...facts) } } });

const COMMAND = ['spec.containers[0].command[0]'];

test.each<[string, readonly Partial<PlatformFacts>[], object, string[]]>([
  ['a path that the image lacks', [DISTROLESS], { command: ['/bin/tool'] }, COMMAND],
  ['a path that it has, or nobody looked for', [DISTROLESS], { command: ['/bin/other'] }, []],
  ['a path that one platform lacks', [DISTROLESS, DEBIAN], { command: ['/bin/tool'] }, []],
  ['a path in a volume', [DISTROLESS], { command: ['/bin/tool'], volumeMounts: [{ name: 'v', mountPath: '/bin' }] }, []],
  ['a path that the kubelet makes up', [DISTROLESS], { command: ['/bin/$(NAME)'] }, []],
  ['a shell where there is none', [DISTROLESS], { command: ['sh', '-c', 'true'] }, COMMAND],
  ['the path of a shell where there is none', [DISTROLESS], { command: ['/bin/bash', '-c', 'true'] }, COMMAND],
  ['a shell in a folder of its own', [DISTROLESS], { command: ['/busybox/sh'] }, []],
  ['a shell that a volume brings', [DISTROLESS], { command: ['sh'], volumeMounts: [{ name: 'v', mountPath: '/usr/local/bin' }] }, []],
  ['a shell in another PATH', [DISTROLESS], { command: ['sh'], env: [{ name: 'PATH', value: '/tools' }] }, []],
  ['another shell than the image has', [DEBIAN], { command: ['zsh'] }, COMMAND],
  ['a shell that it has', [DEBIAN], { command: ['bash'] }, []],
  ['a program that is no shell', [DISTROLESS], { command: ['tool'] }, []],
  ['a shell, if no files were read', [{ shells: undefined }], { command: ['sh'] }, []],
  ['a probe with a shell', [DISTROLESS], { livenessProbe: { exec: { command: ['sh', '-c', 'true'] } } }, ['spec.containers[0].livenessProbe.exec.command[0]']],
  ['a hook with a shell', [DISTROLESS], { lifecycle: { preStop: { exec: { command: ['/bin/sh'] } } } }, ['spec.containers[0].lifecycle.preStop.exec.command[0]']],
  ['what is no command', [DISTROLESS], { command: [1], lifecycle: { preStop: { exec: 'sh' } } }, []],
])('%s', (_, facts, more, expected) => expect(foundIn(facts, more)).toEqual(expected));

test('says which image it is, and how that is known', () => {
  const settings = { choices: { imageLock: { lock: lockWith(DISTROLESS) } } };
  expect(violations(imageCommand, podWith({ command: ['sh'] }), undefined, settings)[0].detail).toBe(`${APP} (${APP_SOURCE}) has no shell`);
  expect(violations(imageCommand, podWith({ command: ['/bin/tool'] }), undefined, settings)[0].detail).toContain('has no program /bin/tool');
});

test('nothing without a lock file, and with `imageFacts: off`', () => {
  expect(found(imageCommand, podWith({ command: ['sh'] }))).toEqual([]);
  expect(found(imageCommand, podWith({ command: ['sh'] }), undefined, { choices: { imageLock: { lock: lockWith(DISTROLESS) }, imageFacts: 'off' } })).toEqual([]);
});
