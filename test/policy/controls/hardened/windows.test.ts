import { JsonObject } from '../../../../src/formats/manifest/json';
import { podsOf } from '../../../../src/formats/manifest/workload';
import { CATALOG } from '../../../../src/policy/controls/catalog';
import { isForWindows, windows } from '../../../../src/policy/controls/hardened/windows';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { found, goodPod } from '../support';

const OS = 'spec.os.name';
const LINUX_ONLY = new Set(CATALOG.filter((control) => 'spec' in control && control.spec.os === 'linux').map(({ id }) => id));
const SELECTOR = 'spec.nodeSelector["kubernetes.io/os"]';
const podWith = (fields: JsonObject) => goodPod((spec) => Object.assign(spec, fields));
const selector = (os: unknown) => ({ nodeSelector: { 'kubernetes.io/os': os } });

test.each<[JsonObject, string[]]>([
  [{ os: { name: 'windows' } }, [OS]],
  [selector('windows'), [SELECTOR]],
  [{ os: { name: 'windows' }, ...selector('windows') }, [OS, SELECTOR]],
  [{ os: { name: 'linux' }, ...selector('windows') }, [SELECTOR]],
])('reports %j as a Windows pod', (fields, expected) => {
  expect(found(windows, podWith(fields))).toEqual(expected);
});

test.each<[JsonObject]>([
  [{ os: { name: 'linux' } }], [selector('linux')], [{}], [{ os: null, nodeSelector: null }], [{ os: 'windows' }], [{ os: { name: 'Windows' } }],
  [{ nodeSelector: 'windows' }], [{ nodeSelector: ['windows'] }], [selector(['windows'])], [{ os: { name: null } }], [{ os: ['windows'] }],
])('accepts %j', (fields) => {
  expect(found(windows, podWith(fields))).toEqual([]);
  expect(podsOf(podWith(fields)).some(isForWindows)).toBe(false);
});

describe('a plain Windows pod', () => {
  const idsOf = (fields: JsonObject) => new Set(evaluate({
    apiVersion: 'v1',
    kind: 'Pod',
    spec: {
      ...fields,
      containers: [
        { name: 'a', image: 'app' },
        { name: 'b', image: 'app', ports: [{ containerPort: 80 }], securityContext: { runAsNonRoot: true }, volumeMounts: [{ name: 't', mountPath: '/t' }] },
      ],
      volumes: [{ name: 't', projected: { defaultMode: 0o400, sources: [{ serviceAccountToken: {} }] } }, { name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
  }, profileOf('hardened')).map(({ control }) => control.id));
  const onLinux = idsOf({});

  test.each([[{ os: { name: 'windows' } }], [selector('windows')]])('%j has no findings of Linux-only controls, but all others', (fields) => {
    const onWindows = idsOf(fields);
    const linuxOnly = [...onLinux].filter((id) => LINUX_ONLY.has(id));
    expect(linuxOnly).toEqual(expect.arrayContaining(['read-only-root-filesystem', 'user-id', 'group-id', 'fs-group', 'low-ports', 'token-readable']));
    expect(linuxOnly.filter((id) => onWindows.has(id))).toEqual([]);
    const rest = CATALOG.filter(({ id, level }) => level === 'hardened' && onLinux.has(id) && !LINUX_ONLY.has(id)).map(({ id }) => id);
    expect([...onWindows]).toEqual(expect.arrayContaining(['windows', 'service-account-token', 'image-digest', 'memory-resources', ...rest]));
  });

  test('has every finding of Pod Security', () => {
    expect([...idsOf(selector('windows'))]).toEqual(expect.arrayContaining(['run-as-non-root', 'capabilities-restricted', 'seccomp-profile-restricted']));
    expect([...idsOf({ ...selector('windows'), hostNetwork: true })]).toContain('host-namespaces');
  });
});

test('Linux-only controls are not Pod Security controls', () => {
  const ours = CATALOG.filter(({ level }) => level === 'hardened').map(({ id }) => id);
  expect([...LINUX_ONLY].filter((id) => !ours.includes(id))).toEqual([]);
});

describe('remedies for Windows', () => {
  const remedies = (fields: JsonObject) => Object.fromEntries(evaluate({
    apiVersion: 'v1', kind: 'Pod', spec: { ...fields, containers: [{ name: 'a', image: 'app', securityContext: { runAsUser: 0 } }] },
  }, profileOf('hardened')).map(({ control, remedy }) => [control.id, remedy]));

  test('name the fields that a Windows pod needs', () => {
    expect(remedies({ os: { name: 'windows' } }).windows).toContain('`windowsOptions: {runAsUserName: ContainerUser}`');
    expect(remedies({ os: { name: 'windows' } })['run-as-non-root']).toContain('ContainerUser');
  });

  test.each(['allow-privilege-escalation', 'capabilities-restricted', 'seccomp-profile-restricted'])('explain for %s that a node selector is not enough', (id) => {
    expect(remedies(selector('windows'))[id]).toContain('write `os: {name: windows}`');
    expect(remedies({})[id]).not.toContain('windows');
    expect(remedies({ os: { name: 'windows' } })).not.toHaveProperty(id);
  });

  test('explain that Windows does not have numeric users', () => {
    expect(remedies(selector('windows'))['run-as-user']).toContain('Windows does not have numeric users');
  });
});
