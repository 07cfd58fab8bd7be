import { repositoryOf } from '../../../src/formats/manifest/image';
import { podsOf } from '../../../src/formats/manifest/workload';
import { Level } from '../../../src/policy/controls/control';
import { WorkloadPattern } from '../../../src/policy/engine/match';
import { Waive } from '../../../src/policy/engine/pipeline';
import { mergedRules, planOf, HardeningConfig } from '../../../src/policy/engine/plan';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { claimsNamed } from '../facts/known';
import { waiver } from '../waivers/findings';

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

const isMatch = (match: WorkloadPattern) => planOf({ workloads: [{ match, profile: 'hardened' }] }, DEPLOYMENT).filling.level === 'hardened';

test.each<WorkloadPattern>([
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

test.each<WorkloadPattern>([
  { kind: 'StatefulSet' },
  { name: 'web' },
  { name: 'web.api' },
  { namespace: 'other' },
  { labels: { app: 'web', team: 'b' } },
  { labels: { missing: '*' } },
  { image: 'ghcr.io/acme/we' },
  { image: 'quay.io/nginx' },
  { kind: 'Deployment', image: 'redis' },
])('the match %j is not for the workload', (match) => expect(isMatch(match)).toBe(false));

test.each([
  ['nginx', 'docker.io/library/nginx'],
  ['library/nginx:1', 'docker.io/library/nginx'],
  ['index.docker.io/library/nginx', 'docker.io/library/nginx'],
  ['bitnami/redis:7@sha256:00', 'docker.io/bitnami/redis'],
  ['localhost:5000/a:1', 'localhost:5000/a'],
])('the repository of %s is %s', (image, repository) => expect(repositoryOf(image)).toBe(repository));

test('settings for an image are for the containers that run it', () => {
  const { context } = planOf({
    imageKnowledge: 'off',
    workloads: [{
      match: { image: 'nginx' },
      identity: { user: 101 },
      writablePaths: [{ kind: 'emptyDir', path: '/cache', sizeLimit: 1, inMemory: false }],
      environment: [{ name: 'A', value: 'b' }],
      resources: [{ limits: { cpu: '1' } }],
    }, { match: { image: 'ghcr.io/acme/web' }, resources: [{ limits: { cpu: '2' } }] }],
  }, DEPLOYMENT);
  expect(context.choices.identity).toEqual({});
  expect(context.choices.containerIdentities).toEqual({ proxy: { user: 101 } });
  expect(context.choices.identitySources).toEqual({ pod: 'default', containers: { proxy: 'author' } });
  expect(context.choices.writablePaths).toEqual([expect.objectContaining({ path: '/cache', container: 'proxy' })]);
  expect(context.choices.environment).toEqual([{ name: 'A', value: 'b', container: 'proxy' }]);
  expect(context.choices.resources).toEqual([{ limits: { cpu: '1' }, container: 'proxy' }, { limits: { cpu: '2' }, container: 'main' }]);
});

test('a later rule overrides an earlier one, one for a workload overrides a general one, and lists add up', () => {
  const path = (name: string) => ({ kind: 'emptyDir' as const, path: name, sizeLimit: 1, inMemory: false });
  const rules: HardeningConfig = mergedRules({
    profile: 'pss-baseline', overrideUnsafe: true, writablePaths: [path('/a')], workloads: [{ match: { kind: '*' }, identity: { user: 1 }, writablePaths: [path('/b')] }],
  }, { profile: undefined, unknownImage: 'skip', workloads: [{ match: { name: '*' }, identity: { user: 2 } }] });
  const { context, filling, skipsUnknownUsers } = planOf(rules, DEPLOYMENT);
  expect([context.choices.identity, filling.level, filling.overridesUnsafe, skipsUnknownUsers]).toEqual([{ user: 2 }, 'pss-baseline', true, true]);
  expect(context.choices.writablePaths.map((each) => each.path)).toEqual(['/a', '/b']);
});

test('facts, platform and version become settings', () => {
  const facts = { claims: claimsNamed('c') };
  expect(planOf({ platform: 'openshift', kubernetesVersion: 30 }, DEPLOYMENT, { facts }).context)
    .toMatchObject({ target: { platform: 'openshift', kubernetesVersion: 30 }, choices: { identity: {} }, facts, notes: { isNotHardenedKind: true } });
});

test('objects that nothing special is said about share one plan', () => {
  for (const rules of [{ imageKnowledge: 'off' }, { imageKnowledge: 'off', profile: 'hardened' }] as const) {
    expect(planOf(rules, DEPLOYMENT)).toBe(planOf(rules, { ...DEPLOYMENT, metadata: { name: 'other' } }));
  }
  const rule: HardeningConfig = { workloads: [{ match: { name: 'other' }, profile: 'hardened' }] };
  expect(planOf(rule, DEPLOYMENT)).toEqual(planOf({}, DEPLOYMENT));
});

describe('the profile that a waiver gives an object', () => {
  const rules: HardeningConfig = { profile: 'hardened', imageKnowledge: 'off', identity: { user: 7 } };
  const own = (level: Level) => planOf(rules, DEPLOYMENT, undefined, podsOf(DEPLOYMENT), level);

  test('is the one that it is hardened to, if it is lower: it is evaluated by the other one', () => {
    const { filling, evaluatedBy, context } = own('pss-baseline');
    expect([filling.level, evaluatedBy]).toEqual(['pss-baseline', 'hardened']);
    expect(context.choices.identity).toEqual({ user: 7 });
    expect(context.choices.writablePaths).toEqual([]);
  });

  test('changes nothing if it is the same or a stricter one', () => {
    expect(own('hardened')).toEqual(planOf(rules, DEPLOYMENT));
    const lower: HardeningConfig = { ...rules, profile: 'pss-baseline' };
    expect(planOf(lower, DEPLOYMENT, undefined, podsOf(DEPLOYMENT), 'pss-restricted')).toEqual(planOf(lower, DEPLOYMENT));
  });
});

describe('rules over rules', () => {
  const variable = (name: string) => ({ name, value: 'x' });
  const outer: HardeningConfig = { environment: [variable('A')], presetIdentities: { main: { user: 1 } }, severities: { privileged: 'warning' } };
  const inner: HardeningConfig = { environment: [variable('B')], presetIdentities: { proxy: { user: 2 } }, severities: { 'cpu-resources': 'off' } };

  test('add up', () => {
    expect(mergedRules(outer, inner)).toEqual({
      containerIdentities: {},
      writablePaths: [],
      environment: [variable('A'), variable('B')],
      resources: [],
      presetIdentities: { main: { user: 1 }, proxy: { user: 2 } },
      severities: { 'privileged': 'warning', 'cpu-resources': 'off' },
      workloads: [],
    });
  });

  test('leave severities as they are if one side has none', () => {
    expect(mergedRules(outer, {}).severities).toEqual(outer.severities);
    expect(mergedRules({}, inner).severities).toEqual(inner.severities);
    expect(mergedRules({}, {}).severities).toBeUndefined();
    expect(mergedRules({}, {})).toMatchObject({ environment: [], workloads: [] });
  });
});

describe('the user of a preset', () => {
  test('is the user of the pod, unless the author states one', () => {
    const { choices: { identity, identitySources } } = planOf({ presetIdentity: { user: 999, fsGroup: 999 } }, DEPLOYMENT).context;
    expect([identity, identitySources.pod]).toEqual([{ user: 999, fsGroup: 999 }, 'image']);
    expect(planOf({ presetIdentity: { user: 999 }, identity: { user: 7 } }, DEPLOYMENT).context)
      .toMatchObject({ choices: { identity: { user: 7 }, identitySources: { pod: 'author' } } });
  });

  test('is that of its containers, whose volumes have the group of the last one', () => {
    const { choices: { identity, containerIdentities, identitySources } } = planOf({
      profile: 'pss-baseline', presetIdentities: { main: { user: 1, fsGroup: 11 } }, containerIdentities: { proxy: { user: 2 } },
    }, DEPLOYMENT).context;
    expect(identity).toEqual({ fsGroup: 11 });
    expect(containerIdentities).toEqual({ main: { user: 1, fsGroup: 11 }, proxy: { user: 2 } });
    expect(identitySources).toEqual({ pod: 'default', containers: { main: 'image', proxy: 'author' } });
    const both = { presetIdentities: { main: { user: 1, fsGroup: 11 }, proxy: { user: 2, fsGroup: 22 }, third: { user: 3, fsGroup: 33 } } };
    expect(planOf({ profile: 'pss-baseline', ...both }, DEPLOYMENT).context.choices.identity).toEqual({ fsGroup: 33 });
  });

  test('does not count where the platform assigns ids', () => {
    const { choices: { identity, containerIdentities } } = planOf({
      platform: 'openshift', presetIdentity: { user: 999 }, presetIdentities: { main: { user: 1, fsGroup: 11 } },
    }, DEPLOYMENT).context;
    expect([identity, containerIdentities]).toEqual([{}, {}]);
  });

  test('no group is set if none is stated', () => {
    expect('fsGroup' in planOf({ profile: 'pss-baseline' }, DEPLOYMENT).context.choices.identity).toBe(false);
  });
});

describe('the user of an image whose unsafe user an override replaces', () => {
  const root = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'main', image: 'redis:8', securityContext: { runAsUser: 0 } }] } };
  const usersBy = (rules: HardeningConfig, waive?: Waive) =>
    planOf({ profile: 'hardened', ...rules }, root, undefined, podsOf(root), undefined, waive).context.choices.containerIdentities;

  test('is filled in', () => {
    expect(usersBy({ overrideUnsafe: true })).toEqual({ main: { user: 999, group: 999, fsGroup: 999 } });
    expect(usersBy({})).toEqual({});
  });

  test('is not filled in if a waiver accepts the unsafe one', () => {
    expect(usersBy({ overrideUnsafe: true }, (found) => applyWaivers(found, [waiver('run-as-user', { containers: ['main'], allow: ['0'] })]))).toEqual({});
  });
});

test('a rule for an image without amounts of resources adds none', () => {
  const { context } = planOf({ workloads: [{ match: { image: 'nginx' }, environment: [{ name: 'A', value: 'b' }] }] }, DEPLOYMENT);
  expect([context.choices.resources, context.choices.environment]).toEqual([[], [{ name: 'A', value: 'b', container: 'proxy' }]]);
});
