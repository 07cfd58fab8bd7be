import { policyWith } from './built';
import { dockerfilePorts } from '../../../src/controls/dockerfile/dockerfile-ports';
import { goodPod, violations } from '../support';

const judge = (ports: object[], ...declared: unknown[]) => violations(dockerfilePorts, goodPod(({ containers: [main] }) => {
  main.ports = declared.map((containerPort) => ({ containerPort }));
}), undefined, policyWith({ ports: ports as any }));
const EXPOSED = [{ first: 8080, last: 8080 }, { first: 9000, last: 9010 }];

test('refuses ports of which none is exposed', () => {
  expect(judge(EXPOSED, 3000, 3001)).toMatchObject([{
    container: 'main', path: ['spec', 'containers', 0, 'ports', 0, 'containerPort'], value: 3000, detail: 'Dockerfile exposes 8080, 9000-9010',
  }]);
});

test('knows nothing without a Dockerfile', () => {
  expect(violations(dockerfilePorts, goodPod(({ containers: [main] }) => { main.ports = [{ containerPort: 3000 }]; }))).toEqual([]);
});

test('refuses one behind a range', () => expect(judge(EXPOSED, 9011)).toHaveLength(1));

test.each<[string, object[], unknown[]]>([
  ['one that is exposed', EXPOSED, [8080]],
  ['one in a range', EXPOSED, [9005]],
  ['one beside others', EXPOSED, [3000, 9010]],
  ['none', EXPOSED, []],
  ['any where nothing is exposed', [], [3000]],
])('accepts %s', (_, ports, declared) => expect(judge(ports, ...declared)).toEqual([]));

test('survives what is no port', () => expect(judge(EXPOSED, null, 'x')).toHaveLength(1));
