import { PlatformFacts } from '../../../../src/knowledge/image-lock/facts/image-facts';
import { lowPorts } from '../../../../src/policy/controls/startup/low-ports';
import { harden } from '../../../../src/policy/engine/harden';
import { APP, APP_SOURCE, lockWith } from '../../../knowledge/image-lock/support';
import { fixed } from '../hardened/fixed';
import { found, goodContainer, goodPod, violations } from '../support';

const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

const FIELD = 'spec.containers[0].ports[0].containerPort';
const openFrom = (value: unknown) => ({ sysctls: [null, { name: 'net.ipv4.tcp_syncookies', value: '1' }, { name: 'net.ipv4.ip_unprivileged_port_start', value }] });

it.each<[string, unknown, object, object, string[]]>([
  ['80', 80, { runAsUser: 1 }, {}, [FIELD]],
  ['1023', 1023, { runAsUser: 1 }, {}, [FIELD]],
  ['1024', 1024, { runAsUser: 1 }, {}, []],
  ['0', 0, { runAsUser: 1 }, {}, []],
  ['-1', -1, { runAsUser: 1 }, {}, []],
  ['a port as text', '80', { runAsUser: 1 }, {}, []],
  ['no port', null, { runAsUser: 1 }, {}, []],
  ['runAsNonRoot alone', 80, { runAsNonRoot: true }, {}, [FIELD]],
  ['root', 80, { runAsUser: 0 }, {}, []],
  ['the image\'s user', 80, {}, {}, []],
  ['opened by 0', 80, { runAsUser: 1, ...openFrom('0') }, {}, []],
  ['a sysctl that starts at the port', 80, { runAsUser: 1, ...openFrom('80') }, {}, []],
  ['a sysctl that starts above the port', 53, { runAsUser: 1, ...openFrom('80') }, {}, [FIELD]],
  ['another sysctl', 53, { runAsUser: 1, sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: '0' }] }, {}, [FIELD]],
  ['hostNetwork', 80, { runAsUser: 1 }, { hostNetwork: true }, []],
])('reports what is wrong, and nothing else: %s', (_, containerPort, securityContext, fields, expected) => {
  expect(found(lowPorts, goodPod((spec) => {
    Object.assign(spec, fields, { securityContext });
    spec.containers[0].securityContext = {};
    spec.containers[0].ports = [{ containerPort }];
  }))).toEqual(expected);
});

const DROPPED = { drop: ['all'] };

it.each<[string, object, string[]]>([
  ['root without the capability', { runAsUser: 0, capabilities: DROPPED }, [FIELD]],
  ['the image\'s user, without the capability', { capabilities: { drop: ['NET_BIND_SERVICE'] } }, [FIELD]],
  ['root with the capability', { runAsUser: 0, capabilities: { ...DROPPED, add: ['NET_BIND_SERVICE'] } }, []],
  ['root with another capability', { runAsUser: 0, capabilities: { ...DROPPED, add: ['CHOWN'] } }, [FIELD]],
  ['root that drops another capability', { runAsUser: 0, capabilities: { drop: ['CHOWN'] } }, []],
  ['another user with the capability', { runAsUser: 1, capabilities: { ...DROPPED, add: ['NET_BIND_SERVICE'] } }, [FIELD]],
  ['another user that is privileged', { runAsUser: 1, privileged: true }, [FIELD]],
  ['root that is privileged', { runAsUser: 0, privileged: true, capabilities: DROPPED }, []],
  ['malformed lists', { runAsUser: 0, capabilities: { drop: [7, null], add: 'ALL' } }, []],
])('reports what is wrong, and nothing else: %s', (_, securityContext, expected) => {
  expect(found(lowPorts, goodPod((spec) => {
    spec.securityContext = {};
    Object.assign(spec.containers[0], { securityContext, ports: [{ containerPort: 80 }] });
  }))).toEqual(expected);
});

it('checks containers of every list', () => {
  expect(found(lowPorts, goodPod((spec) => {
    spec.initContainers[0].ports = [{ containerPort: 8080 }, null, { containerPort: 443 }];
    spec.containers[0].ports = {};
    spec.ephemeralContainers = [{ ...goodContainer('debug'), ports: [{ containerPort: 22 }] }];
  }))).toEqual(['spec.initContainers[0].ports[2].containerPort', 'spec.ephemeralContainers[0].ports[0].containerPort']);
});

describe('the fix', () => {
  const sysctlsOf = (manifest: any) => manifest.spec.securityContext.sysctls;
  const hardened = (change: (spec: any) => void) => sysctlsOf(harden(goodPod(change)).manifest);
  const ports = (...numbers: number[]) => numbers.map((containerPort) => ({ containerPort }));

  it.each<[string, (spec: any) => void, unknown]>([
    ['sets the sysctl to the lowest declared port', (spec) => { spec.containers[0].ports = ports(443, 80, 8080); }, [{ name: SYSCTL, value: '80' }]],
    ['considers all containers', (spec) => {
      spec.containers[0].ports = ports(443);
      spec.initContainers[0].ports = ports(53);
    }, [{ name: SYSCTL, value: '53' }]],
    ['changes nothing for high ports', (spec) => { spec.containers[0].ports = ports(8080); }, undefined],
    ['keeps the value of the author', (spec) => {
      spec.containers[0].ports = ports(53);
      spec.securityContext.sysctls = [{ name: SYSCTL, value: '80' }];
    }, [{ name: SYSCTL, value: '80' }]],
    ['keeps other sysctls', (spec) => {
      spec.containers[0].ports = ports(80);
      spec.securityContext.sysctls = [{ name: 'net.ipv4.tcp_syncookies', value: '1' }];
    }, [{ name: 'net.ipv4.tcp_syncookies', value: '1' }, { name: SYSCTL, value: '80' }]],
    ['changes nothing on the host network, where the API server refuses the sysctl', (spec) => {
      spec.hostNetwork = true;
      spec.containers[0].ports = ports(80);
    }, undefined],
  ])('%s', (_, change, expected) => {
    expect(hardened(change)).toEqual(expected);
  });

  it.each<[string, number[], (spec: any) => void, string | undefined]>([
    ['the lowest of them', [8080, 443, 80], () => {}, '80'],
    ['1023', [1023], () => {}, '1023'],
    ['1024, which everyone may open', [1024], () => {}, undefined],
    ['none', [], () => {}, undefined],
    ['a port, where the container declares others', [80], (spec) => { spec.containers[0].ports = ports(8080); }, undefined],
    ['a port, where another container declares a lower one', [80], (spec) => { spec.initContainers[0].ports = ports(53); }, '53'],
    ['a port, on the host network', [80], (spec) => { spec.hostNetwork = true; }, undefined],
    ['a port, as a user that may open it', [80], (spec) => { spec.containers[0].securityContext = { runAsNonRoot: false, runAsUser: 0 }; }, undefined],
  ])('opens what an image is known to listen on: %s', (_, known, change, expected) => {
    const image = { name: 'app 1', source: 'https://app.example', isNonRoot: true, paths: [], variables: [], ports: known };
    const pod = fixed(lowPorts, goodPod(change), { notes: { knownImages: { main: image } } });
    expect(sysctlsOf(pod)).toEqual(expected && [{ name: SYSCTL, value: expected }]);
  });

  it.each(['x', 7, []])('changes nothing in a security context of %j', (securityContext) => {
    const pod = goodPod((spec) => {
      spec.securityContext = securityContext;
      spec.containers[0].ports = ports(80);
    });
    expect(fixed(lowPorts, pod)).toEqual(pod);
  });
});

describe('EXPOSE of the image, in a lock file', () => {
  const of = (
    facts: Partial<PlatformFacts>, more: object = {}, context: object = { runAsUser: 1 },
  ) => violations(lowPorts, goodPod((spec) => {
    delete spec.initContainers;
    spec.securityContext = context;
    spec.containers = [{ name: 'main', image: APP, ...more }];
  }), undefined, { choices: { imageLock: { lock: lockWith(facts) } } }).map(({ detail }) => detail);

  test('is found for a container that declares no port', () => {
    expect(of({ ports: [80, 443, 8080] })).toEqual([`${APP} (${APP_SOURCE}) exposes 80, 443`]);
  });

  test.each<[string, Partial<PlatformFacts>, object, object?]>([
    ['1024 and above', { ports: [1024] }, {}],
    ['a container with ports of its own', { ports: [80] }, { ports: [{ containerPort: 8080 }] }],
    ['another command', { ports: [80] }, { command: ['x'] }],
    ['the sysctl', { ports: [80] }, {}, { runAsUser: 1, ...openFrom('80') }],
    ['root', { ports: [80] }, {}, { runAsUser: 0 }],
    ['a program with the capability', { ports: [80], program: { path: '/p', uid: 0, gid: 0, mode: 0o755 }, capabilities: { '/p': ['NET_BIND_SERVICE'] } }, {}],
  ])('not with %s', (_, facts, more, context = { runAsUser: 1 }) => expect(of(facts, more, context)).toEqual([]));
});
