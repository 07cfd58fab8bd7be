import { tokenAudience } from '../../../../src/policy/controls/hardened/token-audience';
import { found, goodPod } from '../support';
import { ODD_LISTS } from './pod-with';

const projected = (sources: unknown) => goodPod((spec) => spec.volumes.push({ name: 'token', projected: { sources } }));

test.each([undefined, null, ''])('reports an audience of %p', (audience) => {
  expect(found(tokenAudience, projected([{ configMap: { name: 'c' } }, { serviceAccountToken: { path: 'token', audience } }])))
    .toEqual(['spec.volumes[2].projected.sources[1].serviceAccountToken.audience']);
});

test('reports every token', () => {
  expect(found(tokenAudience, projected([{ serviceAccountToken: {} }, { serviceAccountToken: { path: 'b' } }]))).toHaveLength(2);
});

test.each([
  [[{ serviceAccountToken: { path: 'token', audience: 'vault' } }]],
  [[{ serviceAccountToken: null }]],
  [[{ serviceAccountToken: 'token' }]],
  [[{ configMap: { name: 'c' } }]],
  ...ODD_LISTS.map((odd) => [odd]),
])('accepts %j', (sources) => expect(found(tokenAudience, projected(sources))).toEqual([]));

test.each(ODD_LISTS)('survives volumes of %p', (volumes) => {
  expect(found(tokenAudience, goodPod((spec) => { spec.volumes = volumes; }))).toEqual([]);
});

describe('a token for the API server', () => {
  /** What the fix of service-account-token mounts. */
  const good = (change: (volume: any, mount: any, spec: any) => void = () => {}) => goodPod((spec) => {
    const volume = {
      name: 'token',
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3600, path: 'token' } },
          { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
          { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
        ],
      },
    };
    const mount = { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true };
    spec.volumes.push(volume);
    spec.containers[0].volumeMounts.push(mount);
    change(volume, mount, spec);
  });
  const sources = (volume: any) => volume.projected.sources;
  const FIELD = expect.stringMatching(/^spec\.volumes\[2\]\.projected\.sources\[\d\]\.serviceAccountToken\.audience$/);

  test.each<[string, Parameters<typeof good>[0]]>([
    ['as it is', undefined],
    ['the sources in another order', (volume) => sources(volume).reverse()],
    ['the default lifetime, which is an hour', (volume) => { delete sources(volume)[0].serviceAccountToken.expirationSeconds; }],
    ['ten minutes', (volume) => { sources(volume)[0].serviceAccountToken.expirationSeconds = 600; }],
    ['an explicit null', (volume) => { sources(volume)[0].serviceAccountToken.audience = null; }],
    ['no version of the field', (volume) => { delete sources(volume)[2].downwardAPI.items[0].fieldRef.apiVersion; }],
    ['the default mode', (volume) => { volume.projected.defaultMode = 0o644; }],
    ['a mode without access for its owner', (volume) => { volume.projected.defaultMode = 0o4; }],
    ['a stricter mode', (volume) => { volume.projected.defaultMode = 0o400; }],
    ['a slash at the end of the path', (_, mount) => { mount.mountPath += '/'; }],
    ['two containers', (_, mount, spec) => { spec.initContainers[0].volumeMounts.push({ ...mount }); }],
  ])('is accepted: %s', (_, change) => expect(found(tokenAudience, good(change))).toEqual([]));

  test.each<[string, Parameters<typeof good>[0]]>([
    ['an empty audience', (volume) => { sources(volume)[0].serviceAccountToken.audience = ''; }],
    ['more than an hour', (volume) => { sources(volume)[0].serviceAccountToken.expirationSeconds = 3601; }],
    ['a lifetime as text', (volume) => { sources(volume)[0].serviceAccountToken.expirationSeconds = '600'; }],
    ['another file for the token', (volume) => { sources(volume)[0].serviceAccountToken.path = 'jwt'; }],
    ['another field of the token', (volume) => { sources(volume)[0].serviceAccountToken.mode = 0o777; }],
    ['a source of two kinds', (volume) => { sources(volume)[0].secret = { name: 'x' }; }],
    ['no ca.crt', (volume) => sources(volume).splice(1, 1)],
    ['no namespace', (volume) => sources(volume).splice(2, 1)],
    ['the token alone', (volume) => sources(volume).splice(1)],
    ['a second token', (volume) => { sources(volume)[2] = sources(volume)[0]; }],
    ['a token for the namespace', (volume) => { sources(volume)[2] = { serviceAccountToken: { path: 'namespace' } }; }],
    ['a fourth source', (volume) => sources(volume).push({ secret: { name: 'x' } })],
    ['another ConfigMap', (volume) => { sources(volume)[1].configMap.name = 'ca'; }],
    ['another key of the ConfigMap', (volume) => { sources(volume)[1].configMap.items[0].key = 'other'; }],
    ['another file for the CA', (volume) => { sources(volume)[1].configMap.items[0].path = 'root.crt'; }],
    ['the whole ConfigMap', (volume) => { delete sources(volume)[1].configMap.items; }],
    ['a ConfigMap that may be missing', (volume) => { sources(volume)[1].configMap.optional = true; }],
    ['the CA of a Secret', (volume) => { sources(volume)[1] = { secret: sources(volume)[1].configMap }; }],
    ['another field of the pod', (volume) => { sources(volume)[2].downwardAPI.items[0].fieldRef.fieldPath = 'metadata.name'; }],
    ['another file for the namespace', (volume) => { sources(volume)[2].downwardAPI.items[0].path = 'ns'; }],
    ['a second field of the pod', (volume) => sources(volume)[2].downwardAPI.items.push({ path: 'name', fieldRef: { fieldPath: 'metadata.name' } })],
    ['a mode that others may write', (volume) => { volume.projected.defaultMode = 0o666; }],
    ['a mode with programs', (volume) => { volume.projected.defaultMode = 0o744; }],
    ['a mode that others but not its group may write', (volume) => { volume.projected.defaultMode = 0o646; }],
    ['a mode as text', (volume) => { volume.projected.defaultMode = '644'; }],
    ['no mount', (_, __, spec) => spec.containers[0].volumeMounts.pop()],
    ['another path', (_, mount) => { mount.mountPath = '/var/run/secrets/tokens'; }],
    ['a path that is no text', (_, mount) => { mount.mountPath = 7; }],
    ['a path above', (_, mount) => { mount.mountPath = '/var/run/secrets/kubernetes.io'; }],
    ['a path below', (_, mount) => { mount.mountPath += '/x'; }],
    ['a writable mount', (_, mount) => { delete mount.readOnly; }],
    ['a subPath', (_, mount) => { mount.subPath = 'token'; }],
    ['a subPathExpr', (_, mount) => { mount.subPathExpr = '$(X)'; }],
    ['a second mount elsewhere', (_, mount, spec) => spec.containers[0].volumeMounts.push({ ...mount, mountPath: '/token' })],
    ['a mount of another container elsewhere', (_, mount, spec) => spec.initContainers[0].volumeMounts.push({ ...mount, mountPath: '/token' })],
    ['a writable mount of a debug container', (_, mount, spec) => { spec.ephemeralContainers = [{ name: 'debug', volumeMounts: [{ ...mount, readOnly: false }] }]; }],
  ])('is reported: %s', (_, change) => expect(found(tokenAudience, good(change))).toContainEqual(FIELD));
});
