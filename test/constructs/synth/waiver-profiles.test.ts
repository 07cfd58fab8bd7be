import { ApiObject, Chart } from 'cdk8s';
import { Capability, HostPathVolumeType, Volume } from 'cdk8s-plus-28';
import { parse } from 'yaml';
import { HardenedDaemonSet, Hardening, HardeningProfile, ScopedWaiver, Waiver, WaiverState } from '../../../src/index';
import { container, newChart, synthError } from '../workloads/support';

// Waivers across profiles, of several controls, and for a profile.

const REASON = 'collects the logs of the node';
const AGENT: Waiver = { profile: HardeningProfile.PSS_BASELINE, reason: REASON, owner: 'platform-team', expires: '2999-12-31' };

const podSpec = (fields: object = {}, main: object = {}) => ({ containers: [{ name: 'agent', image: 'registry.example/agent:1.2.3', ...main }], ...fields });

function agent(chart: Chart, spec: object = podSpec()): ApiObject {
  return new ApiObject(chart, 'agent', {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'infra' },
    spec: { selector: { matchLabels: { app: 'agent' } }, template: { metadata: { labels: { app: 'agent' } }, spec } },
  });
}

function errorWith(profile: HardeningProfile, spec: object, ...waivers: Waiver[]): string {
  const chart = newChart();
  const object = agent(chart, spec);
  Hardening.of(chart).enforce({ profile });
  waivers.forEach((waiver) => Hardening.of(object).addWaiver(waiver));
  return synthError(chart);
}

const { PSS_BASELINE, PSS_RESTRICTED, HARDENED } = HardeningProfile;
const RESTRICTED = { allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, capabilities: { drop: ['ALL'] } };

describe('a waiver survives a change of profile', () => {
  const volumes = { volumes: [{ name: 'logs', hostPath: { path: '/var/log/pods' } }] };
  const added = { securityContext: { ...RESTRICTED, capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] } } };
  const unconfined = { securityContext: { ...RESTRICTED, seccompProfile: { type: 'Unconfined' } } };

  test.each<[string, string, object, Partial<Waiver>]>([
    ['host-path-volumes', 'restricted-volumes', podSpec(volumes, { securityContext: RESTRICTED }), { allow: ['/var/log/pods'] }],
    ['capabilities-baseline', 'capabilities-restricted', podSpec({}, added), { allow: ['SYS_PTRACE'], containers: ['agent'] }],
    ['seccomp-profile-baseline', 'seccomp-profile-restricted', podSpec({}, unconfined), { allow: ['Unconfined'], containers: ['agent'] }],
  ])('%s and %s count for each other', (loose, strict, spec, scope) => {
    for (const control of [loose, strict]) {
      for (const profile of [PSS_BASELINE, PSS_RESTRICTED]) {
        expect(errorWith(profile, spec)).toContain(profile === PSS_BASELINE ? loose : strict);
        expect(errorWith(profile, spec, { control, reason: REASON, ...scope })).toBe('');
      }
    }
    // Both, as someone may have written who knew of no better way.
    expect(errorWith(PSS_RESTRICTED, spec, { control: loose, reason: REASON, ...scope }, { control: strict, reason: REASON, ...scope })).toBe('');
  });

  test('of the pod\'s seccomp profile, which containers without one have too', () => {
    const { seccompProfile: _, ...others } = RESTRICTED;
    const spec = podSpec({ securityContext: { seccompProfile: { type: 'Unconfined' } } }, { securityContext: others });
    expect(errorWith(PSS_RESTRICTED, spec, { control: 'seccomp-profile-baseline', allow: ['Unconfined'], reason: REASON })).toBe('');
    expect(errorWith(PSS_RESTRICTED, spec, { control: 'seccomp-profile-baseline', allow: ['Unconfined'], containers: ['other'], reason: REASON }))
      .toContain('seccomp-profile-restricted: container "agent"');
    const none = podSpec({}, { securityContext: others });
    expect(errorWith(PSS_RESTRICTED, none, { control: 'seccomp-profile-baseline', allow: ['Unconfined'], reason: REASON }))
      .toContain('seccomp-profile-restricted: container "agent"');
  });

  test('but covers no other value of the stricter control', () => {
    const nfs = podSpec({ volumes: [...volumes.volumes, { name: 'nfs', nfs: { server: 'a', path: '/var/log/pods' } }] }, { securityContext: RESTRICTED });
    const error = errorWith(PSS_RESTRICTED, nfs, { control: 'host-path-volumes', allow: ['/var/log/pods'], reason: REASON });
    expect(error).toContain('restricted-volumes: spec.template.spec.volumes[1].nfs');
    expect(error).not.toContain('volumes[0]');
    const undropped = podSpec({}, { securityContext: { ...RESTRICTED, capabilities: { add: ['SYS_PTRACE'] } } });
    expect(errorWith(PSS_RESTRICTED, undropped, { control: 'capabilities-baseline', containers: ['agent'], allow: ['SYS_PTRACE'], reason: REASON }))
      .toContain('capabilities.drop is not set');
  });

  test.each(['capabilities-baseline', 'capabilities-restricted'])('not where neverWaive lists %s', (id) => {
    const chart = newChart();
    const object = agent(chart, podSpec({}, added));
    Hardening.of(chart).setDefaults({ neverWaive: [id] });
    Hardening.of(chart).enforce({ profile: PSS_RESTRICTED });
    Hardening.of(object).addWaiver({ control: 'capabilities-baseline', containers: ['agent'], allow: ['SYS_PTRACE'], reason: REASON });
    expect(synthError(chart)).toContain('waiver-forbidden: waiver of "capabilities-baseline" is not allowed: neverWaive lists');
  });

  test('and is unused in any profile that finds nothing', () => {
    for (const profile of [PSS_BASELINE, PSS_RESTRICTED]) {
      expect(errorWith(profile, podSpec({}, { securityContext: RESTRICTED }), { control: 'host-path-volumes', allow: ['/var/log'], reason: REASON }))
        .toContain('waiver of "host-path-volumes" covers nothing');
    }
  });
});

describe('a waiver of several controls', () => {
  const spec = podSpec({ hostPID: true, hostNetwork: true }, { securityContext: { privileged: true } });
  const controls: Waiver = { controls: ['privileged', 'host-namespaces'], containers: ['agent'], reason: REASON };

  test('covers what each of them finds, and is written once', () => {
    const chart = newChart();
    const object = agent(chart, podSpec({}, { securityContext: { privileged: true, procMount: 'Unmasked' } }));
    Hardening.of(chart).enforce({ profile: PSS_BASELINE });
    Hardening.of(object).addWaiver({ controls: ['privileged'], containers: ['agent'], reason: REASON });
    Hardening.of(object).addWaiver({ control: 'proc-mount', containers: ['agent'], allow: ['Unmasked'], reason: REASON });
    expect(synthError(chart)).toBe('');
    expect(chart.toJson()[0].metadata.annotations['cdk8s-hardened/waivers']).toBe(
      `[{"control":"proc-mount","reason":"${REASON}","allow":["Unmasked"],"containers":["agent"]},`
      + `{"controls":["privileged"],"reason":"${REASON}","containers":["agent"]}]`);
  });

  test('names the one that needs no waiver', () => {
    const error = errorWith(PSS_BASELINE, podSpec({}, { securityContext: { privileged: true } }), controls);
    expect(error).toContain('waiver of "privileged", "host-namespaces" names the control "host-namespaces", which needs no waiver');
    expect(error).toContain('Fix: remove the control "host-namespaces" from the waiver.');
  });

  test('names the one whose value does not match', () => {
    expect(errorWith(PSS_BASELINE, spec, controls)).toContain('covers nothing of the control "host-namespaces": no finding matches it');
  });
});

describe('a waiver for a profile', () => {
  test('covers all that stricter profiles find in the pods, and is written down', () => {
    const chart = newChart();
    const object = agent(chart);
    Hardening.of(chart).enforce({ profile: HARDENED, failOn: 'warning' } as never);
    Hardening.of(object).addWaiver(AGENT);
    expect(synthError(chart)).toBe('');
    expect(chart.toJson()[0].metadata.annotations['cdk8s-hardened/waivers'])
      .toBe(`[{"profile":"pss-baseline","reason":"${REASON}","expires":"2999-12-31","owner":"platform-team"}]`);
    const { waivers, findings } = Hardening.of(chart).report();
    expect(waivers).toMatchObject([{ state: WaiverState.USED, waiver: AGENT }]);
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.every(({ waived, waiver }) => waived && waiver?.profile === 'pss-baseline')).toBe(true);
  });

  test('covers nothing that its own profile finds, also by the control that replaces it', () => {
    const spec = podSpec(
      { hostNetwork: true, volumes: [{ name: 'a', hostPath: { path: '/var/log' } }, { name: 'b', nfs: { server: 'n', path: '/' } }] },
      { securityContext: { capabilities: { add: ['SYS_ADMIN', 'CHOWN'] }, seccompProfile: { type: 'Unconfined' } } },
    );
    const error = errorWith(HARDENED, spec, AGENT);
    expect(error.match(/\] [a-z-]+: .*/g)?.map((text) => text.slice(2).replace(/ is .*/, ''))).toEqual([
      'host-namespaces: spec.template.spec.hostNetwork',
      'capabilities-restricted: container "agent": spec.template.spec.containers[0].securityContext.capabilities.add[0]',
      'seccomp-profile-restricted: container "agent": spec.template.spec.containers[0].securityContext.seccompProfile.type',
      'restricted-volumes: spec.template.spec.volumes[0].hostPath',
    ].sort(order(error)));
    expect(errorWith(HARDENED, spec, AGENT, { controls: ['host-namespaces'], allow: ['hostNetwork'], reason: REASON })).not.toContain('hostNetwork is true');
  });

  test('covers nothing that Kubernetes refuses, that is not on pods, or that neverWaive lists', () => {
    const chart = newChart();
    const object = agent(chart, podSpec({}, { volumeMounts: [{ name: 'none', mountPath: '/x' }] }));
    Hardening.of(chart).setDefaults({ neverWaive: ['image-digest', 'run-as-non-root'] });
    Hardening.of(chart).enforce();
    Hardening.of(object).addWaiver(AGENT);
    expect(synthError(chart).match(/\] ([a-z-]+): /g)).toEqual(['] volume-mounts-resolve: ', '] run-as-non-root: '].sort(order(synthError(chart))));
    expect(Hardening.of(chart).report().findings.filter(({ waived }) => !waived).map(({ control }) => control))
      .toEqual(expect.arrayContaining(['run-as-non-root', 'image-digest', 'volume-mounts-resolve']));
  });

  test('covers nothing that its profile finds at the version of one of several gates', () => {
    const probing = podSpec({}, { livenessProbe: { httpGet: { host: '10.0.0.1', port: 80 } } });
    const found = (...versions: string[]) => {
      const chart = newChart();
      const object = agent(chart, probing);
      versions.forEach((kubernetesVersion) => Hardening.of(chart).enforce({ profile: HARDENED, kubernetesVersion }));
      Hardening.of(object).addWaiver(AGENT);
      return synthError(chart).includes('host-probes-and-lifecycle');
    };
    expect([found('1.33'), found('1.34'), found('1.33', '1.34'), found('1.34', '1.33')]).toEqual([false, true, true, true]);
  });

  test('is unused if nothing needs it, and expires', () => {
    expect(errorWith(PSS_RESTRICTED, podSpec({}, { securityContext: RESTRICTED }), AGENT))
      .toContain('waiver-unused: waiver for the profile "pss-baseline" covers nothing');
    expect(errorWith(PSS_BASELINE, podSpec(), AGENT)).toBe('');
    expect(errorWith(HARDENED, podSpec(), { ...AGENT, expires: '2020-01-01' }))
      .toContain('waiver-expired: waiver for the profile "pss-baseline" expired at the end of 2020-01-01 (UTC)');
  });

  test('of a list does not cover its items, which can become more', () => {
    const chart = newChart();
    const items = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: podSpec() }];
    const list = new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items } as never);
    Hardening.of(chart).enforce({ profile: PSS_RESTRICTED });
    Hardening.of(list).addWaiver(AGENT);
    expect(synthError(chart)).toContain('waiver-unused: waiver for the profile "pss-baseline" covers nothing');
  });

  test('keeps apply from filling in more than the profile asks for', () => {
    const made = (waivers: ScopedWaiver[]) => {
      const chart = newChart();
      const object = agent(chart);
      const before = JSON.stringify(object.toJson().spec);
      Hardening.of(chart).apply({ profile: HARDENED });
      Hardening.of(object).apply({ waivers });
      const [{ spec, metadata }] = chart.toJson();
      return { isSame: JSON.stringify(spec) === before, annotations: metadata.annotations };
    };
    expect(made([])).toEqual({ isSame: false, annotations: undefined });
    expect(made([AGENT])).toEqual({ isSame: true, annotations: { 'cdk8s-hardened/waivers': expect.stringContaining('"profile":"pss-baseline"') } });
    const restricted = made([{ ...AGENT, profile: HardeningProfile.PSS_RESTRICTED }]);
    expect(restricted).toEqual({ isSame: false, annotations: { 'cdk8s-hardened/waivers': expect.stringContaining('"profile":"pss-restricted"') } });
  });

  test('of a hardened kind accepts explicit choices, and what is missing is filled in', () => {
    const chart = newChart();
    const securityContext = { readOnlyRootFilesystem: false, ensureNonRoot: false, user: 0, capabilities: { add: [Capability.CHOWN] } };
    const workload = new HardenedDaemonSet(chart, 'agent', {
      containers: [container({ securityContext })],
      waivers: [AGENT],
    });
    const [{ spec: { template: { spec } } }] = chart.toJson();
    expect(spec.containers[0].securityContext)
      .toMatchObject({ readOnlyRootFilesystem: false, runAsUser: 0, allowPrivilegeEscalation: false });
    workload.addVolume(Volume.fromHostPath(chart, 'host', 'host', { path: '/var/log', type: HostPathVolumeType.DIRECTORY }));
    expect(synthError(chart)).toContain('restricted-volumes: spec.template.spec.volumes');
  });
});

test('settings and waivers are for one object, and the text of the annotation is JSON in YAML', () => {
  const chart = newChart();
  agent(chart);
  Hardening.of(chart).enforce({ profile: PSS_RESTRICTED });
  Hardening.of(chart).addWaiver({ ...AGENT, target: { kind: 'DaemonSet', namespace: 'infra', name: 'agent' } });
  const annotation = parse(`a: ${JSON.stringify(chart.toJson()[0].metadata.annotations['cdk8s-hardened/waivers'])}`).a;
  expect(JSON.parse(annotation)).toEqual([AGENT]);
});

/** In the order in which a text names them. */
function order(text: string): (one: string, other: string) => number {
  return (one, other) => text.indexOf(one) - text.indexOf(other);
}
