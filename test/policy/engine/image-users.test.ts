import { containerWith } from './container';
import { Knowledge } from '../../../src/knowledge/images/knowledge-of';
import { ImageFacts } from '../../../src/knowledge/images/known-image';
import { amended, EvaluationContext, DEFAULT_CONTEXT, thirdPartyContext } from '../../../src/policy/context/context';
import { doubtAbout, capabilitiesOfImage, ImageFilling, imageFilling, userOfImage } from '../../../src/policy/engine/image-users';
import { claimsNamed } from '../facts/known';

const THIRD_PARTY = thirdPartyContext('kubernetes');
const BELOW: ImageFilling = { fillsPaths: true, isHardened: false };
const HARDENED: ImageFilling = { fillsPaths: true, isHardened: true };

const WAITING = { command: ['sh', '-c', 'until nc -z db 5432; do sleep 1; done'] };
const mounting = (...volumes: readonly object[]) => [
  { volumeMounts: volumes.map((_, index) => ({ name: `v${index}`, mountPath: `/v${index}` })) },
  { volumes: volumes.map((volume, index) => ({ name: `v${index}`, ...volume })) },
] as const;

const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };
const FOREIGN = { persistentVolumeClaim: { claimName: 'other' } };
const OWNING: EvaluationContext = amended(THIRD_PARTY, { facts: { claims: claimsNamed('data') } });

describe('below hardened, an image gets its paths', () => {
  const SERVER: ImageFacts = { imageUser: 'root', writablePaths: [], ports: [80] };
  const fills = (facts: object, fields = {}) => imageFilling({ ...SERVER, ...facts }, containerWith(fields), 'pss-restricted');

  test('if it is a server that starts as root, and does not leave it', () => expect(fills({})).toEqual({ fillsPaths: true, isHardened: false }));

  test.each<[string, object, object?]>([
    ['its USER is a name', { imageUser: 'name' }],
    ['it leaves root itself', { stepsDownWith: 'gosu' }],
    ['its paths are unknown', { writablePaths: undefined }],
    ['no paths replace a writable root', { writableRoot: 'it writes anywhere' }],
    ['it listens on nothing', { ports: [] }],
    ['nobody says what it listens on', { ports: undefined }],
    ['it starts another program', {}, { command: ['sh'] }],
  ])('unless %s', (_, facts, fields = {}) => expect(fills(facts, fields).fillsPaths).toBe(false));

  test('at hardened every image does', () => {
    expect(imageFilling({}, containerWith(), 'hardened')).toEqual(HARDENED);
  });
});

describe('the user of an image', () => {
  const userOf = (facts: object, context = THIRD_PARTY, filling = BELOW, of = containerWith(), note?: string) =>
    userOfImage({ name: 'app', facts, note } as Knowledge, of, context, filling);
  const NAMED = { imageUser: 'name', uid: 70, gid: 71 };
  const STEPS_DOWN = { imageUser: 'root', uid: 70, gid: 71, stepsDownWith: 'gosu' };

  test('is with its group, and the group of volumes, in a workload of ours', () => {
    expect(userOf(NAMED, DEFAULT_CONTEXT)).toEqual({ user: 70, group: 71, fsGroup: 71 });
    expect(userOf({ imageUser: 'root', uid: 70 }, DEFAULT_CONTEXT)).toEqual({ user: 70, group: 70, fsGroup: 70 });
    expect(userOf({ imageUser: 'numeric', uid: 70 }, DEFAULT_CONTEXT)).toEqual({ user: 70, group: 70, fsGroup: 70 });
  });

  test('has its own group instead of that of root, where paths are filled in', () => {
    expect(userOf({ ...NAMED, gid: 0 }, DEFAULT_CONTEXT)).toMatchObject({ group: 70 });
    expect(userOf({ ...NAMED, gid: 0 }, DEFAULT_CONTEXT, { fillsPaths: false, isHardened: false })).toMatchObject({ group: 0 });
    expect(userOf(NAMED, DEFAULT_CONTEXT)).toMatchObject({ group: 71 });
  });

  test.each<[string, object, EvaluationContext?, any?]>([
    ['no one knows it', { imageUser: 'name' }],
    ['the author states a uid', NAMED, THIRD_PARTY, containerWith({ securityContext: { runAsUser: 7 } })],
    ['the platform assigns ids', NAMED, thirdPartyContext('openshift')],
    ['no one knows it in a workload of ours', { imageUser: 'name', anyUser: true, ports: [80] }, DEFAULT_CONTEXT],
  ])('is left open if %s', (_, facts, context = THIRD_PARTY, of = containerWith()) => expect(userOf(facts, context, BELOW, of)).toEqual({}));

  test('is a number below hardened, if a kubelet refuses its name, or the number may be another one', () => {
    expect(userOf(NAMED)).toEqual({ user: 70 });
    expect(userOf({ ...NAMED, imageUser: 'numeric' })).toEqual({});
    expect(userOf({ ...NAMED, imageUser: 'numeric' }, THIRD_PARTY, BELOW, containerWith(), 'an unknown version')).toEqual({ user: 70 });
    expect(userOf({ ...NAMED, imageUser: undefined }, THIRD_PARTY, BELOW, containerWith(), 'an unknown version')).toEqual({});
  });

  test('is with both groups at hardened', () => {
    expect(userOf({ ...NAMED, imageUser: 'numeric' }, THIRD_PARTY, HARDENED)).toEqual({ user: 70, group: 71, fsGroup: 71 });
    expect(userOf(STEPS_DOWN, THIRD_PARTY, HARDENED)).toEqual({ user: 70, group: 71, fsGroup: 71 });
    expect(userOf({ imageUser: 'root', uid: 70 }, THIRD_PARTY, HARDENED)).toEqual({});
  });

  describe('of a server that works as any user', () => {
    const ANY = { imageUser: 'root', anyUser: true, ports: [80], writablePaths: [] };

    test('is the default', () => expect(userOf(ANY)).toEqual({ user: 65532, group: 65532 }));

    test.each<[string, object, ImageFilling?]>([
      ['it works only with the gid 0', { anyUser: 'with gid 0' }],
      ['it listens on nothing', { ports: [] }],
      ['nobody says what it listens on', { ports: undefined }],
      ['its paths are not filled in', {}, { fillsPaths: false, isHardened: false }],
    ])('is left open if %s', (_, facts, filling = BELOW) => expect(userOf({ ...ANY, ...facts }, THIRD_PARTY, filling)).toEqual({}));

    test('is the default for a container that only waits, whatever it mounts', () => {
      const facts = { imageUser: 'root', anyUser: true };
      const [fields, spec] = mounting(FOREIGN);
      const waiting = containerWith({ ...WAITING, ...fields }, spec);
      expect(userOf(facts, THIRD_PARTY, BELOW, waiting)).toEqual({ user: 65532, group: 65532 });
      expect(userOf({ ...facts, anyUser: false }, THIRD_PARTY, BELOW, waiting)).toEqual({});
      expect(userOf({ ...STEPS_DOWN, anyUser: true }, THIRD_PARTY, BELOW, waiting)).toEqual({ user: 70, group: 71 });
      expect(userOf({ ...STEPS_DOWN, anyUser: 'with gid 0' }, THIRD_PARTY, BELOW, waiting)).toEqual({});
      expect(userOf({ anyUser: true, imageUser: 'numeric' }, THIRD_PARTY, BELOW, waiting)).toEqual({});
    });
  });

  describe('that starts as root', () => {
    const usersOf = (facts: object, filling = BELOW, of = containerWith()) => userOf({ imageUser: 'root', uid: 70, ...facts }, THIRD_PARTY, filling, of);

    test('is used if it leaves root itself, or its paths are known and filled in', () => {
      expect(usersOf({ stepsDownWith: 'gosu' })).toEqual({ user: 70, group: 70 });
      expect(usersOf({ writablePaths: [] })).toEqual({ user: 70, group: 70 });
      expect(usersOf({ stepsDownWith: 'gosu' }, { fillsPaths: false, isHardened: false })).toEqual({ user: 70, group: 70 });
      expect(usersOf({})).toEqual({});
      expect(usersOf({ writablePaths: [] }, { fillsPaths: false, isHardened: false })).toEqual({});
    });

    test('is not if it needs root: for a capability, for a mount, or for another program', () => {
      const [fields, spec] = mounting({ emptyDir: {} });
      const of = containerWith(fields, spec);
      expect(usersOf({ stepsDownWith: 'gosu', needsCapabilities: ['SYS_ADMIN'] })).toEqual({});
      expect(usersOf({ stepsDownWith: 'gosu', rootMounts: ['/v0'] }, BELOW, of)).toEqual({});
      expect(usersOf({ stepsDownWith: 'gosu', rootMounts: ['/other'] }, BELOW, of)).toEqual({ user: 70, group: 70 });
      expect(usersOf({ stepsDownWith: 'gosu' }, BELOW, containerWith({ command: ['sh'] }))).toEqual({});
    });
  });

  describe('on volumes', () => {
    const userOn = (...volumes: readonly object[]) => {
      const [fields, spec] = mounting(...volumes);
      return userOf(STEPS_DOWN, OWNING, BELOW, containerWith(fields, spec));
    };

    test('needs a group for new ones', () => {
      expect(userOn({ emptyDir: {} })).toEqual({ user: 70, group: 71 });
      expect(userOn(CLAIM)).toEqual({ user: 70, group: 71, fsGroup: 71 });
      expect(userOn({ ephemeral: {} })).toEqual({ user: 70, group: 71, fsGroup: 71 });
    });

    test('does not get one where files of someone else would change', () => {
      expect(userOn(FOREIGN)).toEqual({});
      expect(userOn(CLAIM, FOREIGN)).toEqual({});
      expect(userOn(FOREIGN, { ephemeral: {} })).toEqual({});
      expect(userOn(CLAIM, { hostPath: { path: '/data' } })).toEqual({});
      const [fields, spec] = mounting(FOREIGN);
      const grouped = containerWith(fields, { ...spec, securityContext: { fsGroup: 5 } });
      expect(userOf(STEPS_DOWN, OWNING, BELOW, grouped)).toEqual({ user: 70, group: 71 });
    });

    test.each(['secret', 'configMap', 'projected'])('reads a %s that everyone may read, and no other one', (source) => {
      expect(userOn({ [source]: {} })).toEqual({ user: 70, group: 71, fsGroup: undefined });
      expect(userOn({ [source]: { defaultMode: 0o444 } })).not.toEqual({});
      expect(userOn({ [source]: { defaultMode: 0o440 } })).toEqual({});
      expect(userOn({ [source]: { items: [{ mode: 0o400 }] } })).toEqual({});
    });
  });
});

test('a user that is certain for the arguments of the image alone is not filled in with others', () => {
  const userOf = (fields: object) => userOfImage(
    { name: 'app', facts: { imageUser: 'root', uid: 70, gid: 71, stepsDownWith: 'gosu', isForOwnArgs: true } }, containerWith(fields), THIRD_PARTY, HARDENED,
  );
  expect(userOf({ args: ['migrate'] })).toEqual({});
  expect(userOf({})).toMatchObject({ user: 70 });
});

test('a user that variables of the image decide is not filled in if the container can set them', () => {
  const userOf = (fields: object) => userOfImage(
    { name: 'app', facts: { imageUser: 'root', uid: 70, gid: 71, stepsDownWith: 'gosu', switchVariables: ['PUID', 'PGID'] } }, containerWith(fields), THIRD_PARTY, HARDENED,
  );
  expect(userOf({ env: [{ name: 'OTHER', value: '1' }] })).toMatchObject({ user: 70 });
  expect(userOf({ env: [{ name: 'PGID', value: '0' }] })).toEqual({});
  expect(userOf({ envFrom: [{ configMapRef: { name: 'settings' } }] })).toEqual({});
});

describe('the capabilities of an image', () => {
  test('are the one that "restricted" allows, if it needs no other one', () => {
    expect(capabilitiesOfImage({ fileCapabilities: ['NET_BIND_SERVICE'] })).toEqual({ capabilities: ['NET_BIND_SERVICE'] });
    expect(capabilitiesOfImage({ fileCapabilities: ['NET_BIND_SERVICE', 'NET_RAW'] })).toEqual({});
    expect(capabilitiesOfImage({ fileCapabilities: ['NET_RAW'] })).toEqual({});
    expect(capabilitiesOfImage({ fileCapabilities: [] })).toEqual({});
    expect(capabilitiesOfImage({})).toEqual({});
  });
});

describe('the doubt about the user of an image', () => {
  const doubt = (fields: object = {}, spec: object = {}, facts: object = {}) =>
    doubtAbout(facts, containerWith(fields, spec), OWNING);

  test('is about another command', () => expect(doubt({ command: ['sh'] })).toMatch(/`command`/));

  test('is about other arguments, if the start script decides by them', () => {
    expect(doubt({ args: ['bash'] }, {}, { isForOwnArgs: true })).toMatch(/`args`/);
    expect(doubt({}, {}, { isForOwnArgs: true })).toBeUndefined();
    expect(doubt({ args: ['bash'] })).toBeUndefined();
  });

  test('is about variables, if the start script decides by them', () => {
    expect(doubt({ env: [{ name: 'PUID', value: '0' }] }, {}, { switchVariables: ['PUID'] })).toBe('with other variables the start script may change to another user');
    expect(doubt({ env: [{ name: 'OTHER', value: '0' }] }, {}, { switchVariables: ['PUID'] })).toBeUndefined();
  });

  test('is about files that only root may read', () => expect(doubt(...mounting({ secret: { defaultMode: 0o400 } }))).toMatch(/Secret or ConfigMap/));

  test('is about files that others may own, unless the pod has a group', () => {
    expect(doubt(...mounting(CLAIM, FOREIGN))).toMatch(/PersistentVolumeClaim that this input does not create/);
    expect(doubt(...mounting(CLAIM, { emptyDir: {} }))).toBeUndefined();
    const [fields, spec] = mounting(FOREIGN);
    expect(doubt(fields, { ...spec, securityContext: { fsGroup: 5 } })).toBeUndefined();
  });

  test('is about nothing in a plain container', () => expect(doubt()).toBeUndefined());
});
