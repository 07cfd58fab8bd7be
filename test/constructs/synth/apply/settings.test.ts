import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { applied, BARE_SPEC, deployment, emitted, newChart, pod, podSpecsOf, RESTRICTED_SPEC } from './support';
import {
  ApplyOptions, HardenedDeployment, Hardening, HardeningProfile, Platform, RunAs, RuntimePreset, UnknownUserPolicy,
  WorkloadMatch, WritablePath,
} from '../../../../src';
import { container } from '../../workloads/support';

const UNSAFE = {
  containers: [{ name: 'main', image: 'a:1', securityContext: { privileged: true, allowPrivilegeEscalation: true, runAsUser: 0 } }],
  hostNetwork: true,
};

function specWith(options: ApplyOptions, spec: object = BARE_SPEC): any {
  const chart = applied(options);
  new ApiObject(chart, 'web', deployment(spec) as never);
  return podSpecsOf(chart)[0];
}

const contextWith = (options: ApplyOptions, spec?: object) => specWith(options, spec).containers[0].securityContext;

test('only what the profile requires is filled in', () => {
  expect(specWith({})).toEqual(RESTRICTED_SPEC);
  expect(specWith({ profile: HardeningProfile.PSS_RESTRICTED })).toEqual(RESTRICTED_SPEC);
  expect(specWith({ profile: HardeningProfile.PSS_BASELINE })).toEqual(BARE_SPEC);
});

test.each([['1.33', false], ['1.34', true]])('the version %s of the scope decides what its profile requires', (kubernetesVersion, isFound) => {
  const chart = applied();
  Hardening.of(chart).setDefaults({ kubernetesVersion });
  new ApiObject(chart, 'web', pod({ containers: [{ name: 'm', image: 'i:1', livenessProbe: { httpGet: { host: 'x', port: 1 } } }] }) as never);
  const { findings } = Hardening.of(chart).report({ profile: HardeningProfile.PSS_BASELINE });
  expect(findings.some(({ control }) => control === 'host-probes-and-lifecycle')).toBe(isFound);
});

describe('controls', () => {
  test('of `only` alone change something', () => {
    expect(specWith({ only: ['seccomp-profile-restricted'] })).toEqual({ ...BARE_SPEC, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(specWith({ only: ['run-as-non-root'] })).toEqual({ ...BARE_SPEC, securityContext: { runAsNonRoot: true } });
  });

  test('of `keep` change nothing', () => {
    expect(specWith({ keep: ['seccomp-profile-restricted'] })).toEqual({ ...RESTRICTED_SPEC, securityContext: { runAsNonRoot: true } });
    expect(specWith({ keep: ['capabilities-restricted', 'allow-privilege-escalation'] })).toEqual({ ...BARE_SPEC, securityContext: RESTRICTED_SPEC.securityContext });
  });
});

test('a workload that cannot pass keeps its users, whatever is left out by request', () => {
  const privileged = { containers: [{ name: 'main', image: 'a:1', securityContext: { privileged: true } }] };
  for (const options of [{ keep: ['privileged'] }, { only: ['run-as-non-root', 'seccomp-profile-restricted'] }]) {
    expect(specWith(options, privileged).securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
  }
});

describe('unsafe values of the author', () => {
  test('stay, and nothing is filled in that contradicts them', () => {
    expect(contextWith({}, UNSAFE)).toEqual(UNSAFE.containers[0].securityContext);
    expect(specWith({}, UNSAFE).hostNetwork).toBe(true);
  });

  test('are replaced with `overrideUnsafe`', () => {
    const context = contextWith({ overrideUnsafe: true }, { containers: UNSAFE.containers });
    expect(context).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    expect(context.privileged).not.toBe(true);
    expect(context.runAsUser).not.toBe(0);
  });

  test('give way to the user of a known image with `overrideUnsafe`', () => {
    const spec = specWith({ overrideUnsafe: true }, { containers: [{ name: 'main', image: 'nginx:1.27', securityContext: { runAsUser: 0 } }] });
    expect(spec.containers[0].securityContext).toMatchObject({ runAsUser: 101, runAsGroup: 101 });
  });
});

describe('a user', () => {
  test('is filled in where the pod has none, with its groups', () => {
    expect(specWith({ runAs: RunAs.user(1000) }).securityContext)
      .toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000, runAsNonRoot: true });
  });

  test('does not replace the one of the author', () => {
    const spec = { ...BARE_SPEC, securityContext: { runAsUser: 33 } };
    expect(specWith({ runAs: RunAs.user(1000) }, spec).securityContext.runAsUser).toBe(33);
  });

  test('can come from a preset, and runAs overrides that one', () => {
    expect(specWith({ presets: [RuntimePreset.forImage('postgres:17')] }).securityContext.runAsUser).toBe(999);
    expect(specWith({ presets: [RuntimePreset.forImage('postgres:17')], runAs: RunAs.user(7) }).securityContext.runAsUser).toBe(7);
  });

  test('of a preset does not count where the platform assigns ids', () => {
    const chart = applied({ presets: [RuntimePreset.forImage('postgres:17')] });
    Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT });
    new ApiObject(chart, 'web', pod() as never);
    expect(podSpecsOf(chart)[0].securityContext).not.toHaveProperty('runAsUser');
  });

  test('of setDefaults is for hardened kinds', () => {
    const chart = applied();
    Hardening.of(chart).setDefaults({ runAs: RunAs.user(1000) });
    new ApiObject(chart, 'web', pod() as never);
    expect(podSpecsOf(chart)[0]).toEqual(RESTRICTED_SPEC);
  });

  test('that is unique differs between the items of a list', () => {
    const chart = applied({ runAs: RunAs.unique() });
    new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [pod(), pod(BARE_SPEC, 'other')] } as never);
    const [one, other] = podSpecsOf(chart).map(({ securityContext }) => securityContext.runAsUser);
    expect(one).not.toBe(other);
  });
});

test('paths get a volume, and presets their variables', () => {
  const [main] = specWith({ writablePaths: [WritablePath.fromEmptyDir('/cache')], presets: [RuntimePreset.JVM] }).containers;
  expect(main.volumeMounts.map(({ mountPath }: any) => mountPath)).toContain('/cache');
  expect(main.env.length).toBeGreaterThan(0);
});

describe('an image whose user no one knows', () => {
  test('must not run as root, or its workload stays as it is', () => {
    expect(specWith({ unknownUser: UnknownUserPolicy.FILL })).toEqual(RESTRICTED_SPEC);
    expect(specWith({ unknownUser: UnknownUserPolicy.SKIP })).toEqual(BARE_SPEC);
    expect(specWith({ unknownUser: UnknownUserPolicy.SKIP, runAs: RunAs.user(7) }).securityContext.runAsUser).toBe(7);
  });
});

describe('settings of single workloads', () => {
  const build = (options: ApplyOptions) => {
    const chart = applied(options);
    const sidecar = { name: 'proxy', image: 'docker.io/library/nginx:1' };
    new ApiObject(chart, 'web', { ...deployment({ containers: [...BARE_SPEC.containers, sidecar] }), metadata: { name: 'web', namespace: 'n', labels: { app: 'web' } } } as never);
    new ApiObject(chart, 'db', pod(BARE_SPEC, 'db') as never);
    return podSpecsOf(chart);
  };
  const userOf = (spec: any) => spec.securityContext.runAsUser;

  test.each<[string, WorkloadMatch]>([
    ['kind', { kind: 'Deployment' }],
    ['name', { name: 'w*' }],
    ['namespace', { namespace: 'n' }],
    ['labels', { labels: { app: 'web' } }],
    ['all of them', { kind: 'Deployment', name: 'web', labels: { app: '*' } }],
  ])('go by %s', (_, match) => {
    const [web, db] = build({ workloads: [{ match, runAs: RunAs.user(7) }] });
    expect([userOf(web), userOf(db)]).toEqual([7, undefined]);
  });

  test('for an image are for its containers', () => {
    const [web, db] = build({ workloads: [{ match: { image: 'nginx' }, runAs: RunAs.user(101), writablePaths: [WritablePath.fromEmptyDir('/run')] }] });
    // As 101 the image could not write its own paths either.
    const pathsOf = (mounts: any) => mounts?.map(({ mountPath }: any) => mountPath);
    expect(web.containers.map(({ securityContext, volumeMounts }: any) => [securityContext.runAsUser, pathsOf(volumeMounts)]))
      .toEqual([[undefined, undefined], [101, ['/var/cache/nginx', '/run']]]);
    expect(db).toEqual(RESTRICTED_SPEC);
  });

  test('override those for all, a later one an earlier one', () => {
    const [web, db] = build({
      runAs: RunAs.user(1), workloads: [{ match: { name: '*' }, runAs: RunAs.user(2) }, { match: { name: 'web' }, runAs: RunAs.user(3) }],
    });
    expect([userOf(web), userOf(db)]).toEqual([3, 2]);
  });

  test('can ask for more, or for less', () => {
    const [web, db] = build({ workloads: [{ match: { name: 'web' }, profile: HardeningProfile.PSS_BASELINE }, { match: { name: 'db' }, profile: HardeningProfile.HARDENED }] });
    expect(web).not.toHaveProperty('securityContext');
    expect(db.containers[0].securityContext.readOnlyRootFilesystem).toBe(true);
  });
});

describe('nested scopes', () => {
  const nested = (outer: ApplyOptions, inner: ApplyOptions, spec: object = BARE_SPEC) => {
    const chart = applied(outer);
    const scope = new Construct(chart, 'inner');
    Hardening.of(scope).apply(inner);
    new ApiObject(scope, 'web', pod(spec) as never);
    return podSpecsOf(chart)[0];
  };

  test('the nearest decides a setting, and inherits the others', () => {
    const outer = { runAs: RunAs.user(1), writablePaths: [WritablePath.fromEmptyDir('/outer')], keep: ['seccomp-profile-restricted'] };
    const spec = nested(outer, { runAs: RunAs.user(2), writablePaths: [WritablePath.fromEmptyDir('/inner')] });
    expect(spec.securityContext).toMatchObject({ runAsUser: 2 });
    expect(spec.securityContext).not.toHaveProperty('seccompProfile');
    expect(spec.containers[0].volumeMounts.map(({ mountPath }: any) => mountPath)).toEqual(['/inner']);
  });

  test('the nearest counts more than what an outer one says about single images', () => {
    const outer = { workloads: [{ match: { image: 'ghcr.io/acme/*' }, runAs: RunAs.user(1), presets: [RuntimePreset.JVM] }] };
    const spec = nested(outer, { runAs: RunAs.user(2) });
    expect(spec.securityContext.runAsUser).toBe(2);
    expect(spec.containers[0].securityContext).not.toHaveProperty('runAsUser');
    expect(spec.containers[0].env).toBeDefined();
  });

  test.each<[string, ApplyOptions, ApplyOptions]>([
    ['outer', { profile: HardeningProfile.PSS_RESTRICTED }, { profile: HardeningProfile.PSS_BASELINE }],
    ['outer, by default', {}, { profile: HardeningProfile.PSS_BASELINE }],
    ['inner', { profile: HardeningProfile.PSS_BASELINE }, { profile: HardeningProfile.PSS_RESTRICTED }],
  ])('the strictest profile counts: the %s one', (_, outer, inner) => {
    expect(nested(outer, inner)).toEqual(RESTRICTED_SPEC);
  });

  test('an inner one can turn an option off again', () => {
    const privileged = { containers: UNSAFE.containers };
    expect(nested({ overrideUnsafe: true }, { overrideUnsafe: false }, privileged).containers[0].securityContext.privileged).toBe(true);
  });
});

test('what is added and changed later counts, also between two syntheses', () => {
  const chart = applied();
  new ApiObject(chart, 'one', pod(BARE_SPEC, 'one') as never);
  expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC]);
  new ApiObject(chart, 'two', pod(BARE_SPEC, 'two') as never);
  expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC, RESTRICTED_SPEC]);
  Hardening.of(chart).apply({ runAs: RunAs.user(7) });
  expect(podSpecsOf(chart).map(({ securityContext }) => securityContext.runAsUser)).toEqual([7, 7]);
});

test('a workload that is added while the app synthesizes is hardened', () => {
  class Adding extends ApiObject {
    public toJson() {
      if (!this.node.scope!.node.tryFindChild('late')) {
        new ApiObject(this.node.scope as Construct, 'late', pod(BARE_SPEC, 'late') as never);
      }
      return super.toJson();
    }
  }
  const chart = applied();
  new Adding(chart, 'first', pod(BARE_SPEC, 'first') as never);
  expect(podSpecsOf(chart)).toEqual([RESTRICTED_SPEC, RESTRICTED_SPEC]);
});

test('hardened kinds are left alone', () => {
  const make = (apply: (chart: Chart) => void) => {
    const chart = newChart();
    apply(chart);
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    return App.of(chart).synthYaml();
  };
  const options = { runAs: RunAs.user(7), writablePaths: [WritablePath.fromEmptyDir('/cache')], keep: ['read-only-root-filesystem'] };
  expect(make((chart) => Hardening.of(chart).apply(options))).toBe(make(() => {}));
});

test('a later change of the options changes nothing', () => {
  const match = { name: 'web' };
  const keep: string[] = [];
  const options = { keep, workloads: [{ match, runAs: RunAs.user(7) }] };
  const chart = applied(options);
  match.name = 'other';
  keep.push('seccomp-profile-restricted');
  options.workloads.pop();
  new ApiObject(chart, 'web', pod() as never);
  expect(podSpecsOf(chart)[0].securityContext).toMatchObject({ runAsUser: 7, seccompProfile: { type: 'RuntimeDefault' } });
});

describe('what the app says about its workloads', () => {
  const claim = (name: string) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name } });
  const stored = { ...BARE_SPEC, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };

  test.each([['creates', claim('data'), 1000], ['does not create', claim('other'), undefined]])('fsGroup is for a claim that it %s', (_, object, fsGroup) => {
    const chart = applied({ runAs: RunAs.user(1000) });
    new ApiObject(chart, 'web', pod({ ...stored, containers: [{ ...BARE_SPEC.containers[0], volumeMounts: [{ name: 'data', mountPath: '/data/x' }] }] }) as never);
    new ApiObject(chart, 'claim', object);
    expect(emitted(chart)[0].spec.securityContext.fsGroup).toBe(fsGroup);
  });

  const binding = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: { name: 'b' }, subjects: [{ kind: 'ServiceAccount', name: 'operator' }] };

  test.each<[string, object[], boolean | undefined]>([
    ['binds', [binding], undefined],
    ['binds in a list', [{ apiVersion: 'v1', kind: 'List', items: [binding] }], undefined],
    ['does not bind', [], false],
  ])('an account that it %s keeps or loses its token', (_, objects, expected) => {
    const chart = applied({ profile: HardeningProfile.HARDENED });
    new ApiObject(chart, 'web', pod({ ...BARE_SPEC, serviceAccountName: 'operator' }) as never);
    const rbac = new Chart(App.of(chart), 'rbac');
    objects.forEach((object, index) => new ApiObject(rbac, `object${index}`, object as never));
    expect(podSpecsOf(chart)[0].automountServiceAccountToken).toBe(expected);
  });
});
