import { foundBehindFrom } from './found';
import { dockerfileLowPorts } from '../../../../src/policy/controls/dockerfile/dockerfile-low-ports';

test.each(['80', '443/tcp', '53/udp', '1023', '22/TCP', '1000-2000', '1', '8080:80', '127.0.0.1:8443:443/tcp', '[::1]:8080:80'])('refuses %s', (port) => {
  expect(foundBehindFrom(dockerfileLowPorts, `EXPOSE ${port}`)).toEqual([`2 EXPOSE ${port}`]);
});

test.each(['1024', '8080/tcp', '8000-8010', '$PORT', 'http', '0', '80:8080', '80:', '123456789'])('accepts %s', (port) => {
  expect(foundBehindFrom(dockerfileLowPorts, `EXPOSE ${port}`)).toEqual([]);
});

test('checks each port, with variables, and those of the base stage', () => {
  expect(foundBehindFrom(dockerfileLowPorts, 'FROM alpine:3.22 AS one', 'ENV PORT=80', 'EXPOSE $PORT 8080 443', 'FROM one', 'EXPOSE "81"'))
    .toEqual(['4 EXPOSE 80', '4 EXPOSE 443', '6 EXPOSE 81']);
});

test('accepts ports of a discarded stage and of ONBUILD', () => {
  expect(foundBehindFrom(dockerfileLowPorts, 'EXPOSE 80', 'FROM alpine:3.22', 'ONBUILD EXPOSE 80')).toEqual([]);
});
