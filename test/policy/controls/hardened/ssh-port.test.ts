import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { sshPort } from '../../../../src/policy/controls/hardened/ssh-port';
import { found } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

test.each(CONTAINER_LISTS)('refuses port 22 in %s', (list) => {
  expect(found(sshPort, podWith({ ports: [{ containerPort: 8080 }, { containerPort: 22 }] }, list))).toEqual([`${PLACE[list]}.ports[1].containerPort`]);
});

test.each(['TCP', null])('refuses port 22 with protocol %p', (protocol) => {
  expect(found(sshPort, podWith({ ports: [{ containerPort: 22, protocol }] }))).toHaveLength(1);
});

test.each([{ containerPort: 22, protocol: 'UDP' }, { containerPort: 2222 }, { containerPort: '22' }, { hostPort: 22 }])('accepts %j', (port) => {
  expect(found(sshPort, podWith({ ports: [port] }))).toEqual([]);
});

test.each(ODD_LISTS)('survives ports of %p', (ports) => {
  expect(found(sshPort, podWith({ ports }))).toEqual([]);
});
