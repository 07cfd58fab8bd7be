import { WorkloadMatch } from '../../src/engine/match';
import { mergedRules, planOf, Rules } from '../../src/engine/plan';
import { repositoryOf } from '../../src/manifest/image';

const DEPLOYMENT: any = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web-api', namespace: 'shop', labels: { team: 'a' } },
  spec: {
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', image: 'ghcr.io/acme/web:1' }, { name: 'proxy', image: 'nginx@sha256:00' }] },
    },
  },
};

const isMatch = (match: WorkloadMatch) => planOf({ workloads: [{ match, profile: 'hardened' }] }, DEPLOYMENT).filling.level === 'hardened';

test.each<WorkloadMatch>([
  { kind: 'Deployment' },
  { name: 'web-api' },
  { name: 'web-*' },
  { namespace: 'shop' },
  { labels: { team: 'a' } },
  { labels: { app: 'web', team: '*' } },
  { image: 'ghcr.io/acme/web' },
  { image: 'ghcr.io/*' },
  { image: 'nginx' },
  { image: 'docker.io/library/nginx' },
  { image: '*' },
  { image: '*/acme/*' },
  { image: 'ngin*' },
  { kind: 'Deployment', name: 'web-api', namespace: 'shop', labels: { app: 'web' }, image: 'nginx' },
])('the match %j is for the workload', (match) => expect(isMatch(match)).toBe(true));

test.each<WorkloadMatch>([
  { kind: 'StatefulSet' },
  { name: 'web' },
  { name: 'web.api' },
  { namespace: 'other' },
  { labels: { app: 'web', team: 'b' } },
  { labels: { missing: '*' } },
  { image: 'ghcr.io/acme/we' },
  { image: 'quay.io/nginx' },
  { kind: 'Deployment', image: 'redis' },
])('the match %j is not', (match) => expect(isMatch(match)).toBe(false));

test.each([
  ['nginx', 'docker.io/library/nginx'],
  ['library/nginx:1', 'docker.io/library/nginx'],
  ['index.docker.io/library/nginx', 'docker.io/library/nginx'],
  ['bitnami/redis:7@sha256:00', 'docker.io/bitnami/redis'],
  ['localhost:5000/a:1', 'localhost:5000/a'],
])('the repository of %s is %s', (image, repository) => expect(repositoryOf(image)).toBe(repository));

test('settings for an image are for the containers that run it', () => {
  const { settings } = planOf({
    imageKnowledge: 'off',
    workloads: [{
      match: { image: 'nginx' },
      identity: { user: 101 },
      writablePaths: [{ kind: 'emptyDir', path: '/cache', sizeLimit: 1, inMemory: false }],
      environment: [{ name: 'A', value: 'b' }],
    }],
  }, DEPLOYMENT);
  expect(settings.identity).toEqual({});
  expect(settings.containerIdentities).toEqual({ proxy: { user: 101 } });
  expect(settings.identitySources).toEqual({ pod: 'default', containers: { proxy: 'author' } });
  expect(settings.writablePaths).toEqual([expect.objectContaining({ path: '/cache', container: 'proxy' })]);
  expect(settings.environment).toEqual([{ name: 'A', value: 'b', container: 'proxy' }]);
});

test('a later rule overrides an earlier one, one for a workload overrides a general one, and lists add up', () => {
  const path = (name: string) => ({ kind: 'emptyDir' as const, path: name, sizeLimit: 1, inMemory: false });
  const rules: Rules = mergedRules({
    profile: 'pss-baseline', overrideUnsafe: true, writablePaths: [path('/a')], workloads: [{ match: { kind: '*' }, identity: { user: 1 }, writablePaths: [path('/b')] }],
  }, { profile: undefined, unknownImage: 'skip', workloads: [{ match: { name: '*' }, identity: { user: 2 } }] });
  const { settings, filling, skipsUnknownUsers } = planOf(rules, DEPLOYMENT);
  expect([settings.identity, filling.level, filling.overridesUnsafe, skipsUnknownUsers]).toEqual([{ user: 2 }, 'pss-baseline', true, true]);
  expect(settings.writablePaths.map((each) => each.path)).toEqual(['/a', '/b']);
});

test('facts, platform and version become settings', () => {
  const facts = { ownClaims: new Set(['c']) };
  expect(planOf({ platform: 'openshift', kubernetesVersion: 30 }, DEPLOYMENT, facts).settings)
    .toMatchObject({ platform: 'openshift', kubernetesVersion: 30, identity: {}, ...facts, isThirdParty: true });
});
