import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { imageAccess } from '../../../../src/policy/controls/startup/image-access';
import { APP, APP_SOURCE, directoryOf, lockWith } from '../../../knowledge/image-lock/support';
import { goodPod, violations } from '../support';

const OWN = { user: 'app', uid: 1000, gid: 1000 };
const PROGRAM = { path: '/srv/run', uid: 1000, gid: 50, mode: 0o750 };

const detailOf = (
  facts: Partial<PlatformFacts>, context: object, more: object = {}, pod: object = {},
) => violations(imageAccess, goodPod((spec) => {
  delete spec.initContainers;
  spec.volumes = [{ name: 'v', emptyDir: {} }];
  spec.securityContext = pod;
  spec.containers = [{ name: 'main', image: APP, securityContext: context, ...more }];
}), undefined, { choices: { imageLock: { lock: lockWith({ ...OWN, ...facts }) } } }).map(({ detail }) => detail?.replace(`in ${APP} (${APP_SOURCE}), the uid `, ''));

const OTHER = { runAsUser: 65532, runAsGroup: 65532 };

test.each<[string, Partial<PlatformFacts>, object, object, object]>([
  ['the owner', { program: PROGRAM }, { runAsUser: 1000, runAsGroup: 1 }, {}, {}],
  ['someone in the group of the file', { program: PROGRAM }, { runAsUser: 65532, runAsGroup: 50 }, {}, {}],
  ['someone with that group beside', { program: PROGRAM }, OTHER, {}, { supplementalGroups: [50] }],
  ['someone with that group of volumes', { program: PROGRAM }, OTHER, {}, { fsGroup: 50 }],
  ['someone whose groups are unknown', { program: PROGRAM }, { runAsUser: 65532 }, {}, {}],
  ['the user of the image in a group that the image lists it in', { program: { ...PROGRAM, uid: 0 }, groups: [50] }, { runAsUser: 1000, runAsGroup: 1 }, {}, {}],
  ['root', { program: PROGRAM }, { runAsUser: 0 }, {}, {}],
  ['the user of the image', { program: PROGRAM }, {}, {}, {}],
  ['anyone, if the mode says so', { program: { ...PROGRAM, mode: 0o711 } }, OTHER, {}, {}],
  ['anyone with another command', { program: PROGRAM }, OTHER, { command: ['x'] }, {}],
  ['anyone, in a volume', { program: PROGRAM }, OTHER, { volumeMounts: [{ name: 'v', mountPath: '/srv' }] }, {}],
  ['anyone with another working directory', { workdir: '/app', directories: [directoryOf('/app', ['workdir'], 'files', { mode: 0o700 })] }, OTHER, { workingDir: '/' }, {}],
])('%s can start it', (_, facts, context, more, pod) => expect(detailOf(facts, context, more, pod)).toEqual([]));

test.each<[string, Partial<PlatformFacts>, string]>([
  ['execute the program', { program: PROGRAM }, '65532 cannot execute /srv/run, which is 0750 of 1000:50'],
  ['read a script', { program: { ...PROGRAM, mode: 0o711, interpreter: '/bin/sh' } }, '65532 cannot read and execute /srv/run, which is 0711 of 1000:50'],
  ['pass a directory above it', { program: { ...PROGRAM, mode: 0o755, behind: [{ path: '/srv', uid: 0, gid: 0, mode: 0o700 }] } }, '65532 cannot execute /srv/run, which is 0755 of 1000:50'],
  ['enter the working directory', { workdir: '/app', directories: [directoryOf('/app', ['workdir'], 'files', { mode: 0o700 })] }, '65532 cannot enter the working directory /app, which is 0700 of 1000:1000'],
])('another user may not %s', (_, facts, expected) => expect(detailOf(facts, OTHER)).toEqual([expected]));

test.each<[string, Partial<PlatformFacts>, object]>([
  ['with another group than that of its USER', { user: '1000:0', gid: 0, program: { ...PROGRAM, uid: 0, gid: 0 } }, { runAsUser: 1000, runAsGroup: 1000 }],
  ['in no group of the file', { program: { ...PROGRAM, uid: 0 }, groups: [51] }, { runAsUser: 1000, runAsGroup: 1001 }],
  ['after the start script', { uid: 0, leavesRoot: { with: 'gosu', uid: 1000, gid: 0 }, program: { ...PROGRAM, uid: 0 } }, { runAsUser: 1000, runAsGroup: 1000 }],
])('the user of the image %s cannot start it', (_, facts, context) => {
  expect(detailOf(facts, context)).toEqual([expect.stringMatching(/^1000 cannot execute \/srv\/run, which is 0750 of 0:/)]);
});

test('is found only if it is so on all platforms', () => {
  const pod = goodPod((spec) => {
    delete spec.initContainers;
    spec.containers = [{ name: 'main', image: APP, securityContext: OTHER }];
  });
  const lock = (...modes: number[]) => {
    const imageLock = { lock: lockWith(...modes.map((mode) => ({ program: { ...PROGRAM, mode } }))) };
    return { choices: { imageLock } };
  };
  expect(violations(imageAccess, pod, undefined, lock(0o700, 0o755))).toEqual([]);
  expect(violations(imageAccess, pod, undefined, lock(0o700, 0o500))).toHaveLength(1);
  expect(violations(imageAccess, pod)).toEqual([]);
});
