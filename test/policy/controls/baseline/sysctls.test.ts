import { sysctls } from '../../../../src/policy/controls/baseline/sysctls';
import { found, goodPod, violations } from '../support';

const setting = (value: unknown) => goodPod((spec) => { spec.securityContext.sysctls = value; });

test('reports the name of each unsafe sysctl', () => {
  const pod = setting([{ name: 'kernel.msgmax', value: '1' }, { name: 'net.ipv4.tcp_syncookies', value: '1' }, { name: 'kernel.sem', value: '1' }]);
  expect(found(sysctls, pod)).toEqual(['spec.securityContext.sysctls[0].name', 'spec.securityContext.sysctls[2].name']);
  expect(violations(sysctls, pod)[0].value).toBe('kernel.msgmax');
});

test.each([null, 'text', 7, {}, []])('sysctls of %j have no findings', (value) => {
  expect(found(sysctls, setting(value))).toEqual([]);
});

test.each([null, 'net.ipv4.tcp_syncookies', 7, {}, { name: 7 }, { name: ['net.ipv4.tcp_syncookies'] }])('%j is not a safe sysctl', (sysctl) => {
  expect(found(sysctls, setting([sysctl]))).toEqual(['spec.securityContext.sysctls[0].name']);
});

test.each<[unknown, string]>([
  [{ name: 'kernel.sem', value: '250' }, 'kernel.sem=250'], [{ name: 'kernel.sem', value: 0 }, 'kernel.sem=0'], [{ name: 'kernel.sem' }, 'kernel.sem='],
])('a waiver for %j allows its value, too: %s', (sysctl, allowed) => {
  expect(violations(sysctls, setting([sysctl]))[0].allowKey).toBe(allowed);
});
