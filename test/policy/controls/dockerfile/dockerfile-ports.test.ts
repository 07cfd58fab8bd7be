import { policyWith } from './built';
import { dockerfilePorts } from '../../../../src/policy/controls/dockerfile/dockerfile-ports';
import { goodPod, violations } from '../support';

const evaluate = (ports: object[], ...declared: unknown[]) => violations(dockerfilePorts, goodPod(({ containers: [main] }) => {
  main.ports = declared.map((containerPort) => ({ containerPort }));
}), undefined, policyWith({ ports: ports as any }));
const EXPOSED = [{ first: 8080, last: 8080 }, { first: 9000, last: 9010 }];

test('refuses ports if none is exposed', () => {
  expect(evaluate(EXPOSED, 3000, 3001)).toMatchObject([{
    container: 'main', path: ['spec', 'containers', 0, 'ports', 0, 'containerPort'], value: 3000, detail: 'Dockerfile exposes 8080, 9000-9010',
  }]);
});

test('accepts any port without a Dockerfile', () => {
  expect(violations(dockerfilePorts, goodPod(({ containers: [main] }) => { main.ports = [{ containerPort: 3000 }]; }))).toEqual([]);
});

test('refuses a port after the end of a range', () => expect(evaluate(EXPOSED, 9011)).toHaveLength(1));

test.each<[string, object[], unknown[]]>([
  ['an exposed port', EXPOSED, [8080]],
  ['a port in a range', EXPOSED, [9005]],
  ['an exposed port among others', EXPOSED, [3000, 9010]],
  ['no declared ports', EXPOSED, []],
  ['any port if nothing is exposed', [], [3000]],
])('accepts %s', (_, ports, declared) => expect(evaluate(ports, ...declared)).toEqual([]));

test('survives malformed ports', () => expect(evaluate(EXPOSED, null, 'x')).toHaveLength(1));
