import { autopilotHostPaths } from '../../../../src/policy/controls/platform/autopilot-host-paths';
import { PLATFORMS } from '../../../../src/policy/settings/target';
import { found, goodContainer, goodPod, violations } from '../support';

const platform = 'gke-autopilot';

/** A pod with a directory of the node, which every sort of container mounts in the same way. */
const podWith = (path: unknown, mount: unknown = { readOnly: true }) => goodPod((spec) => {
  spec.ephemeralContainers = [goodContainer('debug')];
  spec.volumes = [{ name: 'node', hostPath: { path } }];
  for (const list of ['initContainers', 'containers', 'ephemeralContainers']) {
    spec[list][0].volumeMounts = [{ name: 'node', mountPath: '/node', ...mount as object }];
  }
});

it.each(['/var/log', '/var/log/', '/var/log/pods', '//var/./log/pods/', '/var/lib/../log'])('%s may be read', (path) => {
  expect(found(autopilotHostPaths, podWith(path), undefined, { target: { platform } })).toEqual([]);
});

it.each(['/', '/var', '/var/lib', '/var/logs', '/var/log/../lib', 'var/lib', '/run'])('%s may not be read', (path) => {
  expect(found(autopilotHostPaths, podWith(path), undefined, { target: { platform } })).toEqual(['spec.volumes[0].hostPath.path']);
});

it.each([['/var/log', '/var/log'], [undefined, '']])('a waiver of a writable mount of %j lists the value %j', (path, value) => {
  const mounts = violations(autopilotHostPaths, podWith(path, {}), undefined, { target: { platform } });
  expect(mounts.map(({ allowKey }) => allowKey)).toEqual([value, value, value]);
});

it.each([{}, { readOnly: false }, { readOnly: null }, { readOnly: 'true' }])('reports a writable mount: %j', (mount) => {
  expect(found(autopilotHostPaths, podWith('/var/log', mount), undefined, { target: { platform } }))
    .toEqual(['initContainers', 'containers', 'ephemeralContainers'].map((list) => `spec.${list}[0].volumeMounts[0].readOnly`));
});

it('reports host directories among other volumes', () => {
  const pod = goodPod((spec) => { spec.volumes.push({ name: 'node', hostPath: { path: '/etc' } }); });
  expect(found(autopilotHostPaths, pod, undefined, { target: { platform } })).toEqual(['spec.volumes[2].hostPath.path']);
});

it('ignores other types of volumes', () => {
  expect(found(autopilotHostPaths, goodPod(), undefined, { target: { platform } })).toEqual([]);
});

it.each([null, 'text', 7, [], {}, [null], [{ hostPath: 'text' }], [{ hostPath: null }], [{ hostPath: { path: 7 } }]])('survives volumes of %j', (volumes) => {
  expect(found(autopilotHostPaths, goodPod((spec) => { spec.volumes = volumes; }), undefined, { target: { platform } })).toEqual([]);
});

it.each(PLATFORMS.filter((other) => other !== platform))('%s has no such rule', (other) => {
  expect(found(autopilotHostPaths, podWith('/etc', {}), undefined, { target: { platform: other } })).toEqual([]);
});
