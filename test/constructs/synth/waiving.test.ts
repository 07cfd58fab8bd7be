import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Capability, Deployment } from 'cdk8s-plus-28';
import { HardenedDeployment, HardenedDeploymentProps, Hardening, HardeningProfile, Waiver } from '../../../src/index';
import { container, manifestOf, newChart, synthError } from '../workloads/support';

const REASON = 'the vendor needs it until 2.0';
const ROOT: Waiver = { control: 'read-only-root-filesystem', containers: ['main'], reason: REASON };

function web(waivers: Waiver[], props: Partial<HardenedDeploymentProps> = {}, chart = newChart()): HardenedDeployment {
  return new HardenedDeployment(chart, 'web', {
    containers: [container({ securityContext: { readOnlyRootFilesystem: false } })],
    waivers,
    ...props,
  });
}

function errorOf(deployment: HardenedDeployment): string {
  return synthError(Chart.of(deployment));
}

function withCapabilities(names: string[], waivers: Waiver[]): HardenedDeployment {
  return web(waivers, { containers: [container({ securityContext: { capabilities: { add: names as Capability[] } } })] });
}

const annotationOf = (manifest: any) => manifest.metadata.annotations?.['cdk8s-hardened/waivers'];

test('keeps the unsafe value, and annotates only the object\'s own metadata', () => {
  const manifest = manifestOf(web([{ ...ROOT, expires: '2999-12-31', owner: 'ops', ticket: 'OPS-1' }]));
  expect(manifest.spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem).toBe(false);
  expect(annotationOf(manifest)).toBe(
    `[{"control":"read-only-root-filesystem","reason":"${REASON}","containers":["main"],"expires":"2999-12-31","owner":"ops","ticket":"OPS-1"}]`);
  expect(annotationOf(manifest.spec.template)).toBeUndefined();
});

test('the annotation does not depend on the order of waivers', () => {
  const root: Waiver = { control: 'run-as-user', containers: ['main'], allow: ['0'], reason: REASON };
  const nonRoot: Waiver = { control: 'run-as-non-root', containers: ['main'], reason: REASON };
  const make = (waivers: Waiver[]) => annotationOf(manifestOf(web(waivers, {
    containers: [container({ securityContext: { user: 0, ensureNonRoot: false } })],
  })));
  expect(make([root, nonRoot])).toBe(make([nonRoot, root]));
});

describe('a waiver covers only what it names', () => {
  test('does not cover another container', () => {
    const deployment = web([ROOT]);
    deployment.addContainer(container({ name: 'late', securityContext: { readOnlyRootFilesystem: false } }));
    expect(errorOf(deployment)).toContain('read-only-root-filesystem: container "late"');
    expect(errorOf(deployment)).not.toContain('container "main"');
  });

  test('does not cover another value', () => {
    const waiver: Waiver = { control: 'capabilities-restricted', containers: ['main'], allow: ['NET_ADMIN'], reason: REASON };
    expect(errorOf(withCapabilities(['NET_ADMIN'], [waiver]))).toBe('');
    expect(errorOf(withCapabilities(['NET_ADMIN', 'SYS_ADMIN'], [waiver]))).toContain('add[1] is "SYS_ADMIN"');
  });

  test('does not cover another field', () => {
    const deployment = web([{ control: 'host-namespaces', allow: ['hostPID'], reason: REASON }], { containers: [container()] });
    ApiObject.of(deployment).addJsonPatch(
      JsonPatch.add('/spec/template/spec/hostPid', true),
      JsonPatch.add('/spec/template/spec/hostNetwork', true),
    );
    const error = errorOf(deployment);
    expect(error).toContain('hostNetwork is true');
    expect(error).not.toContain('hostPID is true');
  });

  test('does not cover another workload', () => {
    const chart = newChart();
    const first = web([], {}, chart);
    Hardening.of(App.of(chart)).addWaiver({ ...ROOT, targets: [first] });
    expect(synthError(chart)).toBe('');
    new HardenedDeployment(chart, 'later', { containers: [container({ securityContext: { readOnlyRootFilesystem: false } })] });
    expect(synthError(chart)).toContain('[shop/later] read-only-root-filesystem:');
    expect(synthError(chart)).not.toContain('[shop/web]');
  });

  test('covers nothing without a required value, and the error shows it', () => {
    const error = errorOf(withCapabilities(['NET_ADMIN'], [{ control: 'capabilities-restricted', containers: ['main'], reason: REASON }]));
    expect(error).toContain('use '
      + '{ control: \'capabilities-restricted\', containers: [\'main\'], allow: ["NET_ADMIN"], reason: \'\' }');
  });

  test('covers nothing without a required container', () => {
    expect(errorOf(web([{ control: ROOT.control, reason: REASON }]))).toContain('containers: [\'main\']');
  });
});

test('a waiver can cover a third-party workload', () => {
  const chart = newChart();
  const plain = new Deployment(chart, 'plain', { containers: [container({ securityContext: { privileged: true } })] });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
  expect(synthError(chart)).toContain('[shop/plain] privileged:');
  Hardening.of(chart).addWaiver({ control: 'privileged', containers: ['main'], reason: REASON, targets: [plain] });
  expect(annotationOf(manifestOf(plain))).toContain('"control":"privileged"');
});

test('a waiver without targets is for the object of the scope', () => {
  const chart = newChart();
  Hardening.of(web([], {}, chart)).addWaiver(ROOT);
  expect(synthError(chart)).toBe('');
});

describe('an unused waiver', () => {
  test('is reported if it covers nothing', () => {
    expect(errorOf(web([ROOT], { containers: [container()] })))
      .toContain('[shop/web] waiver-unused: waiver of "read-only-root-filesystem" covers nothing');
  });

  test('is reported if one of its values covers nothing', () => {
    const waiver: Waiver = { control: 'capabilities-restricted', containers: ['main'], allow: ['NET_ADMIN', 'SYS_TIME'], reason: REASON };
    expect(errorOf(withCapabilities(['NET_ADMIN'], [waiver]))).toContain('names the value "SYS_TIME", which needs no waiver');
  });

  test('is reported if one of its containers has no finding', () => {
    const containers = [container({ name: 'main', securityContext: { readOnlyRootFilesystem: false } }), container({ name: 'proxy' })];
    expect(errorOf(web([{ ...ROOT, containers: ['main', 'proxy'] }], { containers }))).toContain('names the container "proxy", which needs no waiver');
  });

  test('is reported if the workload has no such container', () => {
    const error = errorOf(web([{ ...ROOT, containers: ['main', 'gone'] }]));
    expect(error).toContain('waiver-unused: waiver of "read-only-root-filesystem" references unknown container "gone"\n      Fix: remove the container "gone" from the waiver.');
    expect(error).not.toContain('needs no waiver');
  });

  test('is not reported if no gate enforces the control', () => {
    const chart = newChart();
    const plain = new Deployment(chart, 'plain', { containers: [container()] });
    Hardening.of(chart).addWaiver({ ...ROOT, targets: [plain] });
    expect(synthError(chart)).toBe('');
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
    expect(synthError(chart)).toBe('');
    Hardening.of(chart).enforce();
    expect(synthError(chart)).toContain('covers nothing');
  });
});

describe('expiry', () => {
  function errorAt(now: string, waiver: Partial<Waiver>, defaults = {}): string {
    const deployment = web([{ ...ROOT, ...waiver }]);
    Hardening.of(App.of(deployment)).setDefaults({ now: new Date(now), ...defaults });
    return errorOf(deployment);
  }

  test.each([
    ['on its last day in UTC', '2026-11-30T23:59:59.999Z', ''],
    ['a millisecond after its last day', '2026-12-01T00:00:00.000Z', 'expired at the end of 2026-11-30 (UTC)'],
  ])('evaluates a waiver %s', (_, now, expected) => {
    const error = errorAt(now, { expires: '2026-11-30' });
    expect(expected ? error : error || 'none').toContain(expected || 'none');
  });

  test.each<[string, Partial<Waiver>, string]>([
    ['no date', {}, 'has no `expires`: maxWaiverDays is 90'],
    ['a late date', { expires: '2027-03-01' }, 'expires on 2027-03-01, in more than 90 days: maxWaiverDays is 90'],
    ['a date within the limit', { expires: '2026-12-31' }, 'none'],
  ])('evaluates maxWaiverDays with %s', (_, waiver, expected) => {
    expect(errorAt('2026-11-24T12:00:00Z', waiver, { maxWaiverDays: 90 }) || 'none').toContain(expected);
  });

  test('uses the smallest maxWaiverDays of all scopes', () => {
    const deployment = web([{ ...ROOT, expires: '2026-12-31' }]);
    Hardening.of(App.of(deployment)).setDefaults({ now: new Date('2026-11-24'), maxWaiverDays: 10 });
    Hardening.of(Chart.of(deployment)).setDefaults({ maxWaiverDays: 1000 });
    expect(errorOf(deployment)).toContain('maxWaiverDays is 10');
  });
});

test('a scope between waiver and target can forbid the waiver', () => {
  const chart = newChart();
  const deployment = web([], {}, chart);
  Hardening.of(chart).setDefaults({ neverWaive: ['read-only-root-filesystem'] });
  Hardening.of(App.of(chart)).addWaiver({ ...ROOT, targets: [deployment] });
  expect(synthError(chart)).toMatch(/waiver of "read-only-root-filesystem" for Deployment \S+ is not allowed: neverWaive lists the control/);
});

describe('an invalid waiver', () => {
  test.each<[string, Partial<Waiver>, string]>([
    ['an unknown control', { control: 'read-only-rootfilesystem' }, 'did you mean "read-only-root-filesystem"?'],
    ['no reason', { reason: '' }, 'is empty'],
    ['a reason of one word', { reason: 'legacy' }, 'is too short'],
    ['an impossible date', { expires: '2026-02-30' }, 'expires "2026-02-30" is not a valid date: use YYYY-MM-DD'],
    ['a malformed date', { expires: 'tomorrow' }, 'is not a valid date'],
    ['an empty list', { allow: [] }, 'allow must be a list of names'],
    ['a misspelled field', { expire: '2026-11-30' } as Partial<Waiver>, 'a waiver has no field "expire"'],
  ])('is refused immediately: %s', (_, change, expected) => {
    expect(() => web([{ ...ROOT, ...change }])).toThrow(expected);
  });

  test('is refused if its scope is not a single object', () => {
    expect(() => Hardening.of(newChart()).addWaiver(ROOT)).toThrow('is not one Kubernetes object: list the objects');
  });

  test('is refused if its target is outside the scope', () => {
    const outside = web([]);
    expect(() => Hardening.of(newChart()).addWaiver({ ...ROOT, targets: [outside] })).toThrow('is not below "shop"');
  });

  test('neverWaive with an unknown control is refused', () => {
    expect(() => Hardening.of(newChart()).setDefaults({ neverWaive: ['priviledged'] })).toThrow('did you mean "privileged"?');
  });
});

describe('limits on waivers cannot be bypassed', () => {
  test('by waiving the stricter control', () => {
    const deployment = withCapabilities(['SYS_ADMIN'], []);
    Hardening.of(App.of(deployment)).setDefaults({ neverWaive: ['capabilities-baseline'] });
    Hardening.of(App.of(deployment)).addWaiver({
      control: 'capabilities-restricted', containers: ['main'], allow: ['SYS_ADMIN'], reason: REASON, targets: [deployment],
    });
    expect(errorOf(deployment)).toMatch(/waiver of "capabilities-restricted" for Deployment \S+ is not allowed: neverWaive lists "capabilities-baseline"/);
  });

  test('by the clock of an inner scope', () => {
    const deployment = web([{ ...ROOT, expires: '2020-01-01' }]);
    expect(() => Hardening.of(Chart.of(deployment)).setDefaults({ now: new Date('2019-12-20') }))
      .toThrow('`now` cannot be set on "shop": set it on the root, with Hardening.of(app)');
    expect(errorOf(deployment)).toContain('expired at the end of 2020-01-01');
  });

  test('by undefined or a second call', () => {
    const deployment = web([ROOT]);
    const hardening = Hardening.of(Chart.of(deployment));
    hardening.setDefaults({ neverWaive: [ROOT.control!] });
    hardening.setDefaults({ neverWaive: undefined });
    hardening.setDefaults({ neverWaive: ['privileged'] });
    expect(errorOf(deployment)).toContain('is not allowed: neverWaive lists the control');
  });

  test('by changing lists after the call', () => {
    const allow = ['NET_ADMIN'];
    const waiver: Waiver = { control: 'capabilities-restricted', containers: ['main'], allow, reason: REASON };
    const deployment = withCapabilities(['NET_ADMIN', 'SYS_ADMIN'], [waiver]);
    allow.push('SYS_ADMIN');
    expect(errorOf(deployment)).toContain('SYS_ADMIN');
  });

  test.each<[object, string]>([
    [{ maxWaiverDays: -1 }, 'maxWaiverDays is -1'],
    [{ maxWaiverDays: Number.NaN }, 'maxWaiverDays is NaN'],
    [{ now: new Date('nonsense') }, 'is not a valid date'],
    [{ platform: 'openshft' }, 'platform is "openshft": write Platform.KUBERNETES, Platform.OPENSHIFT, '],
  ])('by %j', (values, expected) => {
    expect(() => Hardening.of(newChart()).setDefaults(values)).toThrow(expected);
  });

  test('by an empty list of targets', () => {
    expect(() => Hardening.of(newChart()).addWaiver({ ...ROOT, targets: [] })).toThrow('`targets` is empty');
  });
});

test('a waiver covers only the path that it was made for', () => {
  const token = (name: string) => ({ name, projected: { sources: [{ serviceAccountToken: { path: 't' } }] } });
  const deployment = web([{ control: 'token-audience', allow: ['first/t audience= expirationSeconds=3600'], reason: REASON }], { containers: [container()] });
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/volumes', [token('first'), token('second')]));
  expect(errorOf(deployment)).toContain('volumes[1].projected');
  expect(errorOf(deployment)).not.toContain('volumes[0].projected');
});
