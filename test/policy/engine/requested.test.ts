import { JsonObject } from '../../../src/formats/manifest/json';
import { DeclaredPath, DEFAULT_WRITABLE_PATH } from '../../../src/knowledge/writable-paths/declared-path';
import { amended, EvaluationContext, ContextParts, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isPodControl } from '../../../src/policy/controls/control';
import { HARDENED } from '../../../src/policy/controls/hardened';
import { stepsOf } from '../../../src/policy/engine/fixes';
import { hardenBy } from '../../../src/policy/engine/harden';
import { KnownImage } from '../../../src/policy/settings/images';
import { DIGEST, lockOf } from '../../knowledge/image-lock/support';
import { fixed } from '../controls/hardened/fixed';

// A lower profile requires nothing of the controls in src/policy/controls/hardened: they change only what the settings name.

const POD_CONTROLS = CATALOG.filter(isPodControl);
const NOTHING: EvaluationContext = amended(DEFAULT_CONTEXT, { choices: { identity: {}, writablePaths: [] } });
const POSTGRES: KnownImage = {
  name: 'postgres 17', source: '', isNonRoot: false, paths: [], variables: [], ports: [], fileVariables: { POSTGRES_PASSWORD: 'POSTGRES_PASSWORD_FILE' },
};
const CLAIM: DeclaredPath = { kind: 'persistentVolumeClaim', path: '/data', claim: { name: 'claim' } };
const OWNED: DeclaredPath = { ...CLAIM, claim: { name: 'claim', ownership: {} } };
const SEEDED: DeclaredPath = { ...DEFAULT_WRITABLE_PATH, path: '/srv', seed: { replaces: false } };

function changedIn(fields: JsonObject, context: ContextParts): readonly string[] {
  const env = [{ name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'pass' } } }];
  const containers = [{ name: 'main', image: 'nginx:1.29', env, volumeMounts: [{ name: 'author', mountPath: '/author' }] }];
  const volumes = [{ name: 'model', image: { reference: 'nginx:1.29' } }, { name: 'author', emptyDir: {} }];
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { securityContext: {}, containers, volumes, ...fields } };
  const { changes } = hardenBy(manifest, () => ({ context: amended(NOTHING, context), steps: stepsOf({ level: 'pss-baseline' }) }));
  return HARDENED.map(({ id }) => id).filter((id) => changes.some(({ control }) => control === id));
}

test.each<[string, ContextParts, readonly string[]]>([
  ['nothing', { }, []],
  ['a user', { choices: { identity: { user: 1 } } }, ['user-id']],
  ['a group', { choices: { identity: { group: 1 } } }, ['group-id']],
  ['an fsGroup', { choices: { identity: { fsGroup: 1 } } }, ['fs-group', 'fs-group-change-policy']],
  ['a user of one container', { choices: { containerIdentities: { main: { user: 1 } } } }, ['user-id']],
  ['supplemental groups', { choices: { supplementalGroups: [1] } }, ['supplemental-groups']],
  ['a policy for them', { choices: { supplementalGroupsPolicy: 'Strict' } }, ['supplemental-groups']],
  ['a token', { choices: { token: { audience: 'vault', expirationSeconds: 600, path: '/var/run/secrets/vault/token' } } }, ['service-account-token']],
  ['a writable path', { choices: { writablePaths: [DEFAULT_WRITABLE_PATH] } }, ['writable-paths']],
  ['a path that is seeded', { choices: { writablePaths: [SEEDED] } }, ['writable-paths', 'seeded-paths']],
  ['a claim', { choices: { writablePaths: [CLAIM] } }, ['writable-paths']],
  ['a claim that gets an owner', { choices: { identity: { user: 1 }, writablePaths: [OWNED] } }, ['user-id', 'writable-paths', 'claim-owners']],
  ['a variable', { choices: { environment: [{ name: 'TZ', value: 'UTC' }] } }, ['runtime-environment']],
  ['a lock file', { choices: { imageLock: { lock: lockOf([`nginx:1.29@${DIGEST}`]) } } }, ['image-digest', 'image-volumes']],
  ['an image that reads files', { notes: { knownImages: { main: POSTGRES } } }, []],
  ['an image that reads files, and Secrets as files', { choices: { secretsAsFiles: true }, notes: { knownImages: { main: POSTGRES } } }, ['secrets-from-env']],
])('changes only what the settings name, if they have %s', (_, context, expected) => expect(changedIn({}, context)).toEqual(expected));

test.each(POD_CONTROLS.filter(({ isRequested }) => isRequested === true).map((control) => [control.id, control] as const))(
  'without settings that name it, the fix of %s changes nothing, and adds no empty object', (_, control) => {
    const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image: 'nginx:1.29' }] } };
    expect(fixed(control, manifest, NOTHING)).toEqual(manifest);
    expect(fixed(control, manifest, amended(NOTHING, { notes: { isNotHardenedKind: true } }))).toEqual(manifest);
  });

test.each<[string, JsonObject, ContextParts]>([
  ['for an fsGroup that the author chose', { fsGroup: 7 }, { }],
  ['for another fsGroup than that of the settings', { fsGroup: 7 }, { choices: { identity: { fsGroup: 1 } } }],
  ['where there is no fsGroup', { fsGroupChangePolicy: 'Always' }, { notes: { hasLibraryDefaults: true } }],
])('the policy for fsGroup is not filled in %s', (_, securityContext, context) => {
  expect(changedIn({ securityContext }, context)).toEqual([]);
});
