import { CATALOGUE } from '../../../src/controls/catalogue';
import { isForWindows, windows } from '../../../src/controls/hardened/windows';
import { evaluate } from '../../../src/engine/evaluate';
import { profileOf } from '../../../src/engine/profile';
import { JsonObject } from '../../../src/manifest/json';
import { podsOf } from '../../../src/manifest/workload';
import { found, goodPod } from '../support';

const OS = 'spec.os.name';
const LINUX_ONLY = new Set(CATALOGUE.filter((control) => 'spec' in control && control.spec.os === 'linux').map(({ id }) => id));
const SELECTOR = 'spec.nodeSelector["kubernetes.io/os"]';
const podWith = (fields: JsonObject) => goodPod((spec) => Object.assign(spec, fields));
const selector = (os: unknown) => ({ nodeSelector: { 'kubernetes.io/os': os } });

test.each<[JsonObject, string[]]>([
  [{ os: { name: 'windows' } }, [OS]],
  [selector('windows'), [SELECTOR]],
  [{ os: { name: 'windows' }, ...selector('windows') }, [OS, SELECTOR]],
  [{ os: { name: 'linux' }, ...selector('windows') }, [SELECTOR]],
])('%j is for Windows', (fields, expected) => {
  expect(found(windows, podWith(fields))).toEqual(expected);
});

test.each<[JsonObject]>([
  [{ os: { name: 'linux' } }], [selector('linux')], [{}], [{ os: null, nodeSelector: null }], [{ os: 'windows' }], [{ os: { name: 'Windows' } }],
  [{ nodeSelector: 'windows' }], [{ nodeSelector: ['windows'] }], [selector(['windows'])], [{ os: { name: null } }], [{ os: ['windows'] }],
])('%j is not', (fields) => {
  expect(found(windows, podWith(fields))).toEqual([]);
  expect(podsOf(podWith(fields)).some(isForWindows)).toBe(false);
});

describe('a plain Windows pod', () => {
  const idsOf = (fields: JsonObject) => new Set(evaluate({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      ...fields,
      containers: [{ name: 'a', image: 'app' }, { name: 'b', image: 'app', ports: [{ containerPort: 80 }], securityContext: { runAsNonRoot: true } }],
      volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: {} }] } }],
    },
  }, profileOf('hardened')).map(({ control }) => control.id));
  const onLinux = idsOf({});

  test.each([[{ os: { name: 'windows' } }], [selector('windows')]])('%j is not asked for what is Linux\'s, and for all else', (fields) => {
    const onWindows = idsOf(fields);
    const linuxOnly = [...onLinux].filter((id) => LINUX_ONLY.has(id));
    expect(linuxOnly).toEqual(expect.arrayContaining(['read-only-root-filesystem', 'user-id', 'group-id', 'fs-group', 'low-ports', 'token-readable']));
    expect(linuxOnly.filter((id) => onWindows.has(id))).toEqual([]);
    const rest = CATALOGUE.filter(({ id, level }) => level === 'hardened' && onLinux.has(id) && !LINUX_ONLY.has(id)).map(({ id }) => id);
    expect([...onWindows]).toEqual(expect.arrayContaining(['windows', 'service-account-token', 'image-digest', 'memory-resources', ...rest]));
  });

  test('is asked for all that Pod Security asks for', () => {
    expect([...idsOf(selector('windows'))]).toEqual(expect.arrayContaining(['run-as-non-root', 'capabilities-restricted', 'seccomp-profile-restricted']));
    expect([...idsOf({ ...selector('windows'), hostNetwork: true })]).toContain('host-namespaces');
  });
});

test('what is Linux\'s alone are controls of ours, not of Pod Security', () => {
  const ours = CATALOGUE.filter(({ level }) => level === 'hardened').map(({ id }) => id);
  expect([...LINUX_ONLY].filter((id) => !ours.includes(id))).toEqual([]);
});

describe('the remedies fit Windows', () => {
  const remedies = (fields: JsonObject) => Object.fromEntries(evaluate({
    apiVersion: 'v1', kind: 'Pod', spec: { ...fields, containers: [{ name: 'a', image: 'app', securityContext: { runAsUser: 0 } }] },
  }, profileOf('hardened')).map(({ control, remedy }) => [control.id, remedy]));

  test('of what a pod needs to be one', () => {
    expect(remedies({ os: { name: 'windows' } }).windows).toContain('`windowsOptions: {runAsUserName: ContainerUser}`');
    expect(remedies({ os: { name: 'windows' } })['run-as-non-root']).toContain('ContainerUser');
  });

  test.each(['allow-privilege-escalation', 'capabilities-restricted', 'seccomp-profile-restricted'])('of %s, which a node selector alone does not lift', (id) => {
    expect(remedies(selector('windows'))[id]).toContain('write `os: {name: windows}`');
    expect(remedies({})[id]).not.toContain('windows');
    expect(remedies({ os: { name: 'windows' } })).not.toHaveProperty(id);
  });

  test('of a numeric user', () => {
    expect(remedies(selector('windows'))['run-as-user']).toContain('Windows has no numeric users');
  });
});
