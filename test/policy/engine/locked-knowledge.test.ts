import { PlatformFacts } from '../../../src/knowledge/image-lock/facts/image-facts';
import { assess } from '../../../src/policy/engine/assess';
import { planOf, HardeningConfig } from '../../../src/policy/engine/plan';
import { knownTexts } from '../../../src/tasks/reports/known-of';
import { APP, APP_SOURCE, directoryOf, lockWith } from '../../knowledge/image-lock/support';

// What an image says of itself, in the workloads of others.

const NAMED: Partial<PlatformFacts> = { user: 'app', uid: 1000, gid: 1001 };
const DIRECTORIES = [directoryOf('/app/logs', ['user'], 'nothing'), directoryOf('/data', ['volume'], 'files')];

function hardened(facts: readonly Partial<PlatformFacts>[], rules: HardeningConfig = {}, container: object = {}, spec: object = {}) {
  const containers = [{ name: 'main', image: APP, ...container }];
  const pod: any = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'n' }, spec: { ...spec, containers } };
  const all = { ...rules, imageLock: { lock: lockWith(...facts) } };
  const assessment: any = assess(pod, (object, pods) => planOf(all, object, undefined, pods));
  const { manifest: after, objects: [{ unknownUsers, knownImages, findings }] } = assessment;
  const { spec: { containers: [main], volumes = [], securityContext = {} } } = after;
  return {
    ids: [main.securityContext?.runAsUser ?? securityContext.runAsUser, main.securityContext?.runAsGroup ?? securityContext.runAsGroup],
    mounts: (main.volumeMounts ?? []).map(({ mountPath }: any) => mountPath),
    volumes,
    main,
    pod: securityContext,
    needs: unknownUsers,
    findings: findings.map(({ control: { id } }: any) => id),
    known: Object.values<any>(knownImages).flatMap(knownTexts),
  };
}

const HARDENED: HardeningConfig = { profile: 'hardened' };

describe('at "restricted"', () => {
  test.each<[string, Partial<PlatformFacts>, unknown[]]>([
    ['a name that resolves', NAMED, [1000, undefined]],
    ['a number, which the image starts as by itself', { user: '10001', uid: 10001, gid: 0 }, [undefined, undefined]],
    ['root, with a start script that becomes one user', { uid: 0, gid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 998 } }, [999, 998]],
  ])('a user that is certain is filled in: %s', (_, facts, ids) => {
    expect(hardened([facts])).toMatchObject({ ids, needs: [], pod: { runAsNonRoot: true } });
  });

  test.each<[string, readonly Partial<PlatformFacts>[]]>([
    ['root to the end', [{ uid: 0, gid: 0 }]],
    ['root by its number', [{ user: '0', uid: 0, gid: 0 }]],
    ['a name that nobody looked up', [{ user: 'app' }]],
    ['different users by platform', [NAMED, { ...NAMED, uid: 2000 }]],
    ['a start script that becomes different users by platform', [{ uid: 0, gid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 998 } }, { uid: 0, gid: 0 }]],
  ])('the others are asked for: %s', (_, facts) => {
    expect(hardened(facts)).toMatchObject({ ids: [undefined, undefined], needs: [{ image: APP }] });
  });

  test('the question has what a person can choose from', () => {
    const facts = { uid: 0, gid: 0, accounts: [{ name: 'app', uid: 1000, gid: 1000 }] };
    expect(hardened([facts]).needs).toMatchObject([{ known: { name: APP, hint: expect.stringContaining('its users are app (1000:1000)') } }]);
  });

  test('a command of its own may be made for root', () => {
    expect(hardened([{ uid: 0, gid: 0, leavesRoot: { with: 'gosu', uid: 999, gid: 998 } }], {}, { command: ['/setup'] }).needs).toHaveLength(1);
  });

  test('the root filesystem stays writable, so that no path is filled in', () => {
    expect(hardened([{ ...NAMED, directories: DIRECTORIES }]).mounts).toEqual([]);
  });
});

describe('at "hardened"', () => {
  test('the user, its group and the empty directories are filled in, and reports name the image', () => {
    const { ids, mounts, pod, known, findings } = hardened([{ ...NAMED, directories: DIRECTORIES, ports: [80] }], HARDENED);
    expect([ids, mounts.sort(), pod.fsGroup]).toEqual([[1000, 1001], ['/app/logs', '/tmp'], 1001]);
    expect(pod.sysctls).toEqual([{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]);
    expect(known).toEqual([`runs as 1000:1001, may write /app/logs, according to the facts about ${APP}: ${APP_SOURCE}`]);
    expect(findings).toContain('image-directories'); // /data has files.
    expect(findings).not.toContain('image-paths');
  });

  test('a number is filled in without the group of root', () => {
    expect(hardened([{ user: '10001', uid: 10001, gid: 0 }], HARDENED).ids).toEqual([10001, 10001]);
  });

  test.each<[string, object, object, HardeningConfig?]>([
    ['the author mounts it', { volumeMounts: [{ name: 'logs', mountPath: '/app/logs' }] }, { volumes: [{ name: 'logs', emptyDir: {} }] }],
    ['the author mounts a directory above it', { volumeMounts: [{ name: 'logs', mountPath: '/app' }] }, { volumes: [{ name: 'logs', persistentVolumeClaim: { claimName: 'c' } }] }],
    ['the user declares a path there', {}, {}, { writablePaths: [{ kind: 'emptyDir', path: '/app/logs', sizeLimit: 5 * 2 ** 20, inMemory: true }] }],
  ])('a directory gets nothing more if %s', (_, container, spec, rules = {}) => {
    const { volumes, known } = hardened([{ ...NAMED, directories: DIRECTORIES }], { ...HARDENED, ...rules }, container, spec);
    expect(volumes.filter(({ emptyDir }: any) => emptyDir?.sizeLimit === '1Gi').map(({ name }: any) => name)).toEqual(['scratch-main--tmp']);
    expect(known.join()).not.toContain('/app/logs');
  });

  test('a capability that the profile allows is added for the program, and no other', () => {
    const program = { path: '/coredns', uid: 0, gid: 0, mode: 0o755 };
    const with_ = (name: string) => hardened([{ ...NAMED, program, capabilities: { '/coredns': [name] } }], HARDENED);
    expect(with_('NET_BIND_SERVICE').main.securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
    expect(with_('SYS_ADMIN').main.securityContext.capabilities).toEqual({ drop: ['ALL'] });
    expect(with_('SYS_ADMIN').findings).toContain('image-capabilities');
  });

  test('`hint` only reports, and `off` does not', () => {
    const facts = [{ ...NAMED, directories: DIRECTORIES }];
    const hint = hardened(facts, { ...HARDENED, imageFacts: 'hint' });
    expect([hint.mounts, hint.known]).toEqual([['/tmp'], []]);
    expect(hint.findings).toEqual(expect.arrayContaining(['image-paths', 'image-directories']));
    const off = hardened(facts, { ...HARDENED, imageFacts: 'off' });
    expect([off.mounts, off.known, off.findings.filter((id: string) => id.startsWith('image-'))]).toEqual([['/tmp'], [], []]);
  });
});
