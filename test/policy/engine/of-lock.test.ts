import { ImageFacts, KnownPath } from '../../../src/knowledge/images/known-image';
import { DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { withImagesOf } from '../../../src/policy/engine/known-images';
import { HardeningConfig, planOf } from '../../../src/policy/engine/plan';
import { APP, APP_SOURCE, DIGEST, directoryOf, lockWithFacts } from '../../knowledge/image-lock/support';

// What a container gets of its image by a lock file, beside what it gets by the settings file.

const FACTS = {
  user: 'app',
  uid: 1000,
  gid: 1001,
  directories: [directoryOf('/app/logs', ['user'], 'nothing')],
  ports: [80],
  program: { path: '/app/run' },
  capabilities: { '/app/run': ['NET_BIND_SERVICE'] },
};
const path = (name: string): KnownPath => ({ path: name, kind: 'empty' });
const RUN = { digest: DIGEST, date: '2026-11-29', uid: 1000, gid: 1000, writablePaths: [path('/app/cache'), path('/app/run')] };
const RUN_SOURCE = 'images.lock.yaml, run on 2026-11-29, sha256:0123456789ab';
const OWN: ImageFacts = { uid: 7, ports: [90], writablePaths: [path('/own')], fileCapabilities: ['NET_BIND_SERVICE'], evidence: [] };

interface Sources {
  readonly facts?: object;
  readonly observation?: object;
  readonly own?: ImageFacts;
}

function contextBy({ facts, observation, own }: Sources) {
  const { file, images } = lockWithFacts({ digest: DIGEST, read: 'files', platforms: [{ platforms: ['linux/a'], ...facts }] });
  const entry: any = { ...images.get(APP), observation, ...!facts && { facts: undefined } };
  const rules: HardeningConfig = {
    profile: 'hardened',
    imageLock: { lock: { file, images: new Map([[APP, entry]]) } },
    ...own && { ownImages: { families: [{ name: 'own', repositories: ['registry.example/app'], variants: [own] }] } },
  };
  return planOf(rules, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image: APP }] } }).context;
}

const known = (sources: Sources) => contextBy(sources).notes.knownImages!.main;

test.each<[string, Sources, object]>([
  ['all facts of the image', { facts: FACTS }, {
    source: APP_SOURCE, user: { user: 1000, group: 1001, fsGroup: 1001 }, capabilities: ['NET_BIND_SERVICE'], paths: ['/app/logs'], ports: [80],
  }],
  ['facts of the image and of a run', { facts: { ...FACTS, ports: undefined }, observation: RUN }, {
    source: `${APP_SOURCE}; ${RUN_SOURCE}`,
    user: { user: 1000, group: 1000, fsGroup: 1000 },
    capabilities: ['NET_BIND_SERVICE'],
    paths: ['/app/logs', '/app/cache', '/app/run'],
    ports: [],
  }],
  ['facts of a run', { observation: RUN }, {
    source: RUN_SOURCE, user: { user: 1000, group: 1000, fsGroup: 1000 }, capabilities: undefined, paths: ['/app/cache', '/app/run'], ports: [],
  }],
  ['facts that the settings file does not override', { facts: FACTS, own: OWN }, {
    source: APP_SOURCE, user: undefined, capabilities: undefined, paths: ['/app/logs'], ports: [],
  }],
  ['paths of a run, beside those of the settings file', { observation: RUN, own: OWN }, {
    source: RUN_SOURCE, user: undefined, capabilities: undefined, paths: ['/app/cache', '/app/run'], ports: [],
  }],
  ['no paths of a run that has none', { observation: { ...RUN, writablePaths: undefined }, own: OWN }, {
    source: RUN_SOURCE, user: undefined, capabilities: undefined, paths: [], ports: [],
  }],
])('are from the lock file: %s', (_, sources, expected) => {
  expect(known(sources).ofLock).toEqual({ name: APP, ...expected });
});

test('an image of a version that no one knows is certain not to start as root if its lock file says so', () => {
  const image = 'docker.elastic.co/elasticsearch/elasticsearch:7.17.3';
  const isNonRoot = (rules: HardeningConfig) =>
    planOf(rules, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image }] } }).context.notes.knownImages!.main.isNonRoot;
  const facts = { digest: DIGEST, read: 'config' as const, platforms: [{ platforms: ['linux/a'], user: '1000', uid: 1000 }] };
  expect([isNonRoot({}), isNonRoot({ imageLock: { lock: lockWithFacts(facts, image) } })]).toEqual([false, true]);
});

test('nothing is from the lock file without an entry', () => {
  const { source, user, ofLock } = known({ own: OWN });
  expect([source, user?.user, ofLock]).toEqual(['the settings file', 7, undefined]);
});

test('a context can have the values for images of another context, and nothing else of it', () => {
  const other = contextBy({ facts: FACTS });
  const { choices, notes } = withImagesOf(DEFAULT_CONTEXT, other);
  expect(choices).toEqual({
    ...DEFAULT_CONTEXT.choices,
    identity: other.choices.identity,
    containerIdentities: { main: { user: 1000, group: 1001, fsGroup: 1001 } },
    identitySources: { pod: 'default', containers: { main: 'image' } },
    writablePaths: other.choices.writablePaths,
    environment: other.choices.environment,
  });
  expect(notes).toEqual({ knownImages: other.notes.knownImages });
});
