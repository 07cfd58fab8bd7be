import { lowPorts } from '../../../src/controls/startup/low-ports';
import { harden } from '../../../src/engine/harden';
import { found, goodContainer, goodPod } from '../support';

const SYSCTL = 'net.ipv4.ip_unprivileged_port_start';

const FIELD = 'spec.containers[0].ports[0].containerPort';
const openFrom = (value: unknown) => ({ sysctls: [null, { name: 'net.ipv4.tcp_syncookies', value: '1' }, { name: 'net.ipv4.ip_unprivileged_port_start', value }] });

it.each<[string, unknown, object, object, string[]]>([
  ['80', 80, { runAsUser: 1 }, {}, [FIELD]],
  ['1023', 1023, { runAsUser: 1 }, {}, [FIELD]],
  ['1024', 1024, { runAsUser: 1 }, {}, []],
  ['0', 0, { runAsUser: 1 }, {}, []],
  ['-1', -1, { runAsUser: 1 }, {}, []],
  ['text', '80', { runAsUser: 1 }, {}, []],
  ['none', null, { runAsUser: 1 }, {}, []],
  ['runAsNonRoot alone', 80, { runAsNonRoot: true }, {}, [FIELD]],
  ['root', 80, { runAsUser: 0 }, {}, []],
  ['the image\'s user', 80, {}, {}, []],
  ['opened by 0', 80, { runAsUser: 1, ...openFrom('0') }, {}, []],
  ['opened exactly', 80, { runAsUser: 1, ...openFrom('80') }, {}, []],
  ['opened too high', 53, { runAsUser: 1, ...openFrom('80') }, {}, [FIELD]],
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
  ['whoever the image says, without it', { capabilities: { drop: ['NET_BIND_SERVICE'] } }, [FIELD]],
  ['root with it', { runAsUser: 0, capabilities: { ...DROPPED, add: ['NET_BIND_SERVICE'] } }, []],
  ['root with another one', { runAsUser: 0, capabilities: { ...DROPPED, add: ['CHOWN'] } }, [FIELD]],
  ['root that drops another one', { runAsUser: 0, capabilities: { drop: ['CHOWN'] } }, []],
  ['another user with it', { runAsUser: 1, capabilities: { ...DROPPED, add: ['NET_BIND_SERVICE'] } }, [FIELD]],
  ['another user with everything', { runAsUser: 1, privileged: true }, [FIELD]],
  ['root with everything', { runAsUser: 0, privileged: true, capabilities: DROPPED }, []],
  ['odd lists', { runAsUser: 0, capabilities: { drop: [7, null], add: 'ALL' } }, []],
])('reports what is wrong, and nothing else: %s', (_, securityContext, expected) => {
  expect(found(lowPorts, goodPod((spec) => {
    spec.securityContext = {};
    Object.assign(spec.containers[0], { securityContext, ports: [{ containerPort: 80 }] });
  }))).toEqual(expected);
});

it('looks at containers of every sort', () => {
  expect(found(lowPorts, goodPod((spec) => {
    spec.initContainers[0].ports = [{ containerPort: 8080 }, null, { containerPort: 443 }];
    spec.containers[0].ports = {};
    spec.ephemeralContainers = [{ ...goodContainer('debug'), ports: [{ containerPort: 22 }] }];
  }))).toEqual(['spec.initContainers[0].ports[2].containerPort', 'spec.ephemeralContainers[0].ports[0].containerPort']);
});

describe('the fix', () => {
  const hardened = (change: (spec: any) => void) => (harden(goodPod(change)).manifest.spec as any).securityContext.sysctls;
  const ports = (...numbers: number[]) => numbers.map((containerPort) => ({ containerPort }));

  it.each<[string, (spec: any) => void, unknown]>([
    ['opens the lowest port that is declared', (spec) => { spec.containers[0].ports = ports(443, 80, 8080); }, [{ name: SYSCTL, value: '80' }]],
    ['looks at all containers', (spec) => {
      spec.containers[0].ports = ports(443);
      spec.initContainers[0].ports = ports(53);
    }, [{ name: SYSCTL, value: '53' }]],
    ['does nothing for high ports', (spec) => { spec.containers[0].ports = ports(8080); }, undefined],
    ['leaves the author\'s value', (spec) => {
      spec.containers[0].ports = ports(53);
      spec.securityContext.sysctls = [{ name: SYSCTL, value: '80' }];
    }, [{ name: SYSCTL, value: '80' }]],
    ['keeps other sysctls', (spec) => {
      spec.containers[0].ports = ports(80);
      spec.securityContext.sysctls = [{ name: 'net.ipv4.tcp_syncookies', value: '1' }];
    }, [{ name: 'net.ipv4.tcp_syncookies', value: '1' }, { name: SYSCTL, value: '80' }]],
    ['does nothing on the host network, where the API refuses it', (spec) => {
      spec.hostNetwork = true;
      spec.containers[0].ports = ports(80);
    }, undefined],
  ])('reports what is wrong, and nothing else: %s', (_, change, expected) => {
    expect(hardened(change)).toEqual(expected);
  });
});
