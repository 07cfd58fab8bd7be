import { policyWith } from './built';
import { dockerfileVolumes } from '../../../../src/policy/controls/dockerfile/dockerfile-volumes';
import { goodPod, violations } from '../support';

const evaluate = (volumes: string[], ...mounts: object[]) => violations(dockerfileVolumes, goodPod(({ containers: [main] }) => {
  main.volumeMounts.push(...mounts);
}), undefined, policyWith({ volumes })).map(({ path, allowKey, detail }) => [path.slice(3).join('.'), allowKey, detail]);

test.each<[string, object[], [string, string, string]]>([
  ['a path without a mount', [], ['volumeMounts', '/data', 'has nothing at "/data", a VOLUME of Dockerfile']],
  ['a read-only mount', [{ name: 'x', mountPath: '/data/', readOnly: true }],
    ['volumeMounts.1.mountPath', '/data', 'this mount is read-only, but Dockerfile declares it as a VOLUME']],
  ['a mount below', [{ name: 'x', mountPath: '/data/sub' }], ['volumeMounts', '/data', 'has nothing at "/data", a VOLUME of Dockerfile']],
])('refuses %s', (_, mounts, expected) => expect(evaluate(['/data'], ...mounts)).toEqual([expected]));

test('refuses a mount above the path, where containerd creates its own volume', () => {
  expect(evaluate(['/var/lib/db/data'], { name: 'claim', mountPath: '/var/lib/db' })).toEqual([[
    'volumeMounts.1.mountPath', '/var/lib/db/data',
    'it is above "/var/lib/db/data", a VOLUME of Dockerfile: files that are written there are not in this mount',
  ]]);
});

test('reports each path', () => expect(evaluate(['/a', '/tmp', '/b']).map(([, allowKey]) => allowKey)).toEqual(['/a', '/b']));

test('accepts a mount at the path', () => expect(evaluate(['/data', '/tmp'], { name: 'x', mountPath: '//data/' })).toEqual([]));

test('accepts a Dockerfile without volumes', () => expect(evaluate([])).toEqual([]));

test.each([
  [{ configMap: { name: 'a' } }], [{ secret: { secretName: 'a' } }], [{ projected: { sources: [] } }], [{ downwardAPI: {} }], [{ image: { reference: 'a:1' } }],
  [{ persistentVolumeClaim: { claimName: 'a', readOnly: true } }],
])('accepts a mount with the read-only source %j', (source) => {
  for (const readOnly of [undefined, true]) {
    const pod = goodPod(({ volumes, containers: [main] }) => {
      volumes.push({ name: 'x', ...source });
      main.volumeMounts.push({ name: 'x', mountPath: '/data', readOnly });
    });
    expect(violations(dockerfileVolumes, pod, undefined, policyWith({ volumes: ['/data'] }))).toEqual([]);
  }
});

test('does not suggest an empty volume over files of the image', () => {
  const [violation] = violations(dockerfileVolumes, goodPod(() => {}), undefined, policyWith({ volumes: ['/etc/app'], copiedPaths: ['/usr/bin/app', '/etc/app/app.conf'] }));
  const mount = 'mount a ConfigMap, Secret or PersistentVolumeClaim with the files that the program needs at exactly that path';
  expect(violation.remedy).toBe(`Dockerfile puts files there: ${mount}`);
  expect(violation.remedyInCode).toEqual({ hardened: `Dockerfile puts files there: keep them with \`WritablePath.fromImage('/etc/app')\`, or ${mount}` });
});
