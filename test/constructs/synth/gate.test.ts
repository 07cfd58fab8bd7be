import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Helm, Include, JsonPatch, Testing } from 'cdk8s';
import { CronJob, Deployment, Job, StatefulSet } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { FailOn, HardenedDeployment, Hardening, HardeningDefaults, HardeningProfile, Platform, RunAs } from '../../../src/index';
import { goodContainer, goodPod, POLICY } from '../../policy/controls/support';
import { container, newChart, synthError } from '../workloads/support';

const UNSAFE_SPEC = { containers: [{ name: 'main', image: 'app:1', securityContext: { privileged: true } }] };

/** Every way in which a workload comes into an app, each making one whose container "main" is privileged. */
const WAYS_IN: [string, string, (chart: Chart) => void][] = [
  ['cdk8s-plus', 'shop/web', (chart) => new Deployment(chart, 'web', { containers: [container({ securityContext: { privileged: true } })] })],
  ['a late container', 'shop/web', (chart) => new Deployment(chart, 'web', { containers: [container({ name: 'first' })] })
    .addContainer(container({ name: 'main', securityContext: { privileged: true } }))],
  ['a JSON patch', 'shop/web', (chart) => ApiObject.of(new Job(chart, 'web', { containers: [container()] }))
    .addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/securityContext/privileged', true))],
  ['a bare ApiObject', 'shop/web', (chart) => new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC })],
  ['Include', 'shop/files/web-pod', (chart) => new Include(chart, 'files', {
    url: file('apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: main, image: "app:1", securityContext: {privileged: true}}]}'),
  })],
  ['a list', 'shop/web', (chart) => new ApiObject(chart, 'web', {
    apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: UNSAFE_SPEC }],
  })],
  ['a nested construct', 'shop/inner/web', (chart) => new ApiObject(new Construct(chart, 'inner'), 'web', {
    apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC,
  })],
];

function file(text: string): string {
  const name = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gate-')), 'file.yaml');
  fs.writeFileSync(name, text);
  return name;
}

describe.each(WAYS_IN)('a workload by %s', (_, owner, make) => {
  const scopes: [string, (chart: Chart) => Construct][] = [['App', (chart) => App.of(chart)], ['Chart', (chart) => chart]];

  test.each(scopes)('fails a gate on its %s, and is named by its path', (__, scope) => {
    const chart = newChart();
    make(chart);
    Hardening.of(scope(chart)).enforce({ profile: HardeningProfile.PSS_BASELINE });
    expect(synthError(chart)).toContain(`[${owner}] privileged: container "main":`);
  });

  test('fails a gate that was added before it', () => {
    const chart = newChart();
    Hardening.of(App.of(chart)).enforce({ profile: HardeningProfile.PSS_BASELINE });
    make(chart);
    expect(synthError(chart)).toContain(`[${owner}] privileged: container "main":`);
    expect(() => App.of(chart).synthYaml()).toThrow('privileged: container "main":');
  });

  test('is not changed without a gate', () => {
    const chart = newChart();
    make(chart);
    expect(synthError(chart)).toBe('');
  });
});

const TEMPLATE = { spec: UNSAFE_SPEC };
test.each([
  ['v1', 'Pod', UNSAFE_SPEC],
  ['apps/v1', 'Deployment', { template: TEMPLATE }],
  ['apps/v1', 'StatefulSet', { template: TEMPLATE }],
  ['apps/v1', 'DaemonSet', { template: TEMPLATE }],
  ['apps/v1', 'ReplicaSet', { template: TEMPLATE }],
  ['v1', 'ReplicationController', { template: TEMPLATE }],
  ['batch/v1', 'Job', { template: TEMPLATE }],
  ['batch/v1', 'CronJob', { jobTemplate: { spec: { template: TEMPLATE } } }],
])('%s %s is evaluated', (apiVersion, kind, spec) => {
  const chart = newChart();
  new ApiObject(chart, 'x', { apiVersion, kind, spec });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
  expect(synthError(chart)).toContain('[shop/x] privileged:');
});

test('cdk8s-plus alone does not pass "restricted", which this library does', () => {
  const chart = newChart();
  new Deployment(chart, 'web', { containers: [container()] });
  new CronJob(chart, 'cron', { containers: [container()], schedule: { expressionString: '0 0 * * *' } as never });
  new StatefulSet(chart, 'db', { containers: [container({ portNumber: 5432 })] });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
  const error = synthError(chart);
  for (const owner of ['web', 'cron', 'db']) {
    expect(error).toContain(`[shop/${owner}] capabilities-restricted:`);
    expect(error).toContain(`[shop/${owner}] seccomp-profile-restricted:`);
  }
});

test('a gate does not change what it accepts', () => {
  const make = () => {
    const chart = newChart();
    new ApiObject(chart, 'good', goodPod() as never);
    new ApiObject(chart, 'policy', POLICY as never);
    return chart;
  };
  const gated = make();
  Hardening.of(gated).enforce({ failOn: FailOn.WARNING });
  expect(Testing.synth(gated)).toEqual(Testing.synth(make()));
});

// helm itself is not on every machine. What it prints is included.
test('Helm is an Include, which a gate evaluates', () => expect(Helm.prototype).toBeInstanceOf(Include));

test('a plain workload next to a hardened one is not changed', () => {
  const synthWith = (more: (chart: Chart) => void) => {
    const chart = newChart();
    const plain = new Deployment(chart, 'plain', { containers: [container()] });
    more(chart);
    return Testing.synth(chart).find(({ metadata }) => metadata.name === plain.name);
  };
  expect(synthWith((chart) => {
    Hardening.of(App.of(chart)).setDefaults({ runAs: RunAs.user(1000) });
    Hardening.of(App.of(chart)).enforce({ profile: HardeningProfile.PSS_BASELINE });
    new HardenedDeployment(chart, 'web', { containers: [container()] });
  })).toEqual(synthWith(() => {}));
});

test('uses the Kubernetes version of the gate', () => {
  const errorAt = (kubernetesVersion: string) => {
    const chart = newChart();
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'm', image: 'i:1', livenessProbe: { httpGet: { host: 'x', port: 1 } } }] } });
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE, kubernetesVersion });
    return synthError(chart);
  };
  expect(errorAt('1.33')).toBe('');
  expect(errorAt('v1.34')).toContain('host-probes-and-lifecycle');
  expect(() => errorAt('34')).toThrow('"34" is not a Kubernetes version: write "1.28", "v1.28.3" or "latest"');
  expect(() => errorAt('1.20')).toThrow('Kubernetes "1.20" is too old: the oldest version that this release knows is 1.23. Write "1.23" or a newer one');
});

test('reports a finding of two gates once', () => {
  const chart = newChart();
  new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC });
  Hardening.of(App.of(chart)).enforce({ profile: HardeningProfile.PSS_BASELINE, failOn: FailOn.NEVER });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED, kubernetesVersion: '1.30' });
  expect(synthError(chart).match(/\[shop\/web\] privileged:/g)).toHaveLength(1);
});

describe('warnings', () => {
  let written: string[];

  beforeEach(() => {
    written = [];
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (written.push(String(text)), true));
  });
  afterEach(() => jest.restoreAllMocks());

  function appWithWarnings(failOn?: FailOn): App {
    const chart = newChart();
    new ApiObject(chart, 'policy', POLICY as never);
    for (const name of ['a', 'b', 'c']) {
      new ApiObject(chart, name, goodPod((spec) => { spec.enableServiceLinks = true; }) as never);
    }
    Hardening.of(chart).enforce({ failOn });
    return App.of(chart) as App;
  }

  test('are printed once per synthesis, in one line per field and value', () => {
    const app = appWithWarnings();
    app.synthYaml();
    expect(written).toEqual([expect.stringMatching(/^cdk8s-hardened: warning: \[shop\/a\] service-links: .* \(3 times, also in shop\/b, shop\/c\)\. Fix: .*\n$/)]);
    app.synthYaml();
    expect(written).toHaveLength(2);
  });

  test('fail with failOn: warning', () => {
    expect(() => appWithWarnings(FailOn.WARNING).synthYaml()).toThrow('[shop/a] service-links:');
    expect(written).toEqual([]);
  });

  test('include errors with failOn: never, as warnings: the process does not fail', () => {
    const chart = newChart();
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC });
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE, failOn: FailOn.NEVER });
    Testing.synth(chart);
    expect(written).toEqual([expect.stringMatching(/^cdk8s-hardened: warning: \[shop\/web\] privileged: container "main":/)]);
  });

  test('never hide a worse value behind another one', () => {
    const chart = newChart();
    const volumes = ['/proc', '/', '/proc'].map((directory, index) => ({ name: `v${index}`, hostPath: { path: directory } }));
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image: 'app:1' }], volumes, hostNetwork: true, hostPID: true } });
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE, failOn: FailOn.NEVER });
    Testing.synth(chart);
    const lines = written.join('');
    for (const text of ['spec.hostNetwork is true', 'spec.hostPID is true', 'spec.volumes[0].hostPath is {"path":"/proc"}', 'spec.volumes[1].hostPath is {"path":"/"}']) {
      expect(lines).toContain(text);
    }
  });
});

describe('report', () => {
  test('returns the findings without failing', () => {
    const chart = newChart();
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: UNSAFE_SPEC });
    const { findings } = Hardening.of(App.of(chart)).report({ profile: HardeningProfile.PSS_BASELINE });
    expect(findings).toEqual([{
      control: 'privileged',
      risk: 'critical',
      severity: 'error',
      constructPath: 'shop/web',
      apiVersion: 'v1',
      kind: 'Pod',
      name: 'web',
      namespace: 'shop',
      container: 'main',
      waived: false,
      path: '/spec/containers/0/securityContext/privileged',
      field: 'spec.containers[0].securityContext.privileged',
      value: true,
      message: 'privileged: container "main": spec.containers[0].securityContext.privileged is true',
      remedy: expect.stringContaining('remove `privileged: true`'),
      suggestedWaiver: {
        control: 'privileged',
        containers: ['main'],
        reason: '',
        target: { kind: 'Pod', namespace: 'shop', name: 'web' },
      },
    }]);
    expect(synthError(chart)).toBe('');
  });

  test('includes objects that a patch left without a name', () => {
    const chart = newChart();
    const web = new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { items: [], ...UNSAFE_SPEC } });
    web.addJsonPatch(JsonPatch.remove('/metadata'), JsonPatch.remove('/apiVersion'), JsonPatch.remove('/kind'),
      JsonPatch.add('/items', [{ apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC }]));
    const { findings } = Hardening.of(App.of(chart)).report({ profile: HardeningProfile.PSS_BASELINE });
    expect(findings.map(({ control }) => control)).toEqual(['unevaluated-pod-template', 'unsafe-custom-value', 'privileged']);
    expect(findings[2]).toMatchObject({ control: 'privileged', apiVersion: 'v1', kind: 'Pod', name: '' });
  });

  test('evaluates hardened workloads as they are emitted', () => {
    const chart = newChart();
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    expect(Hardening.of(chart).report({ profile: HardeningProfile.PSS_RESTRICTED }).findings).toEqual([]);
  });
});

test('a good pod with containers of every list passes every profile', () => {
  const chart = newChart();
  new ApiObject(chart, 'good', goodPod((spec) => spec.containers.push({ ...goodContainer('second'), volumeMounts: [{ name: 'tmp-main', mountPath: '/tmp' }] })) as never);
  new ApiObject(chart, 'policy', POLICY as never);
  Hardening.of(chart).enforce({ failOn: FailOn.WARNING });
  expect(synthError(chart)).toBe('');
});

describe('attempts to bypass a gate', () => {
  const BASELINE = { profile: HardeningProfile.PSS_BASELINE };

  function gated(manifest: object, options = BASELINE): string {
    const chart = newChart();
    new ApiObject(chart, 'web', manifest as never);
    Hardening.of(chart).enforce(options);
    return synthError(chart);
  }

  test.each<[string, object]>([
    ['in the pod', { '<<': { hostPID: true }, 'containers': [{ name: 'm', image: 'i:1' }] }],
    ['in a container', { containers: [{ name: 'm', image: 'i:1', securityContext: { '<<': { privileged: true } } }] }],
  ])('a YAML merge key %s is reported', (_, spec) => {
    expect(gated({ apiVersion: 'v1', kind: 'Pod', spec })).toContain('[shop/web] merge-keys:');
  });

  test.each<[string, object]>([
    ['a nested list', { kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC }] }] }],
    ['an item without a valid kind', { kind: 'PodList', items: [{ apiVersion: '', kind: 5, spec: UNSAFE_SPEC }] }],
    ['a pod with items', { kind: 'Pod', items: [], spec: UNSAFE_SPEC }],
  ])('%s is reported', (_, manifest) => {
    expect(gated({ apiVersion: 'v1', ...manifest })).toContain('[shop/web]');
  });

  test('a chart that is created after the gate and rendered alone is evaluated', () => {
    const chart = newChart();
    Hardening.of(App.of(chart)).enforce(BASELINE);
    const late = new Chart(App.of(chart), 'late');
    new ApiObject(late, 'web', { apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC });
    expect(() => late.toJson()).toThrow('[late/web] privileged:');
  });

  test('an object that the last validation adds is evaluated', () => {
    const chart = newChart();
    Hardening.of(App.of(chart)).enforce(BASELINE);
    let isThere = false;
    chart.node.addValidation({
      validate: () => {
        if (!isThere) {
          isThere = true;
          new ApiObject(chart, 'latecomer', { apiVersion: 'v1', kind: 'Pod', spec: UNSAFE_SPEC });
        }
        return [];
      },
    });
    new ApiObject(chart, 'first', goodPod() as never);
    expect(synthError(chart)).toContain('[shop/latecomer] privileged:');
  });

  test('a change of rendered JSON has no effect', () => {
    const chart = newChart();
    const web = new HardenedDeployment(chart, 'web', { containers: [container()] });
    chart.node.addValidation({
      validate: () => {
        ApiObject.of(web).toJson().spec.template.spec.hostNetwork = true;
        return [];
      },
    });
    expect(Testing.synth(chart)[0].spec.template.spec.hostNetwork).toBe(false);
  });

  test.each<[string, object, string]>([
    ['profile', { profile: 'restricted' }, 'profile is "restricted": write HardeningProfile.PSS_BASELINE, HardeningProfile.PSS_RESTRICTED or HardeningProfile.HARDENED'],
    ['failOn', { failOn: 'errors' }, 'failOn is "errors": write FailOn.ERROR, FailOn.WARNING, FailOn.CRITICAL, FailOn.HIGH, FailOn.MEDIUM, FailOn.LOW or FailOn.NEVER'],
  ])('a %s is refused in JavaScript', (_, options, expected) => {
    expect(() => Hardening.of(newChart()).enforce(options)).toThrow(expected);
  });

  test('an old target version does not disable hardening', () => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ kubernetesVersion: '1.23' });
    new HardenedDeployment(chart, 'web', { containers: [container({ securityContext: { capabilities: { add: ['CHOWN' as never] } } })] });
    expect(synthError(chart)).toContain('capabilities-restricted');
  });
});

describe('a gate without profile and version', () => {
  const newPod = () => {
    const chart = newChart();
    const spec = { containers: [{ name: 'm', image: 'i:1', livenessProbe: { httpGet: { host: 'x', port: 1 } } }] };
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec });
    Hardening.of(App.of(chart)).setDefaults({ profile: HardeningProfile.PSS_BASELINE });
    return chart;
  };

  test.each([['1.33', ''], ['1.34', 'host-probes-and-lifecycle']])('uses the defaults of its scope: %s', (kubernetesVersion, expected) => {
    const chart = newPod();
    Hardening.of(App.of(chart)).enforce();
    Hardening.of(App.of(chart)).setDefaults({ kubernetesVersion });
    expect(synthError(chart) || 'none').toContain(expected || 'none');
  });

  test('uses the defaults of outer scopes', () => {
    const chart = newPod();
    Hardening.of(chart).enforce();
    Hardening.of(App.of(chart)).setDefaults({ kubernetesVersion: '1.33' });
    expect(synthError(chart)).toBe('');
  });

  test.each<[string, HardeningDefaults]>([
    ['a lower profile', { profile: HardeningProfile.PSS_BASELINE }],
    ['an old version', { kubernetesVersion: '1.23' }],
  ])('is not weakened by %s of an inner scope', (_, inner) => {
    const chart = newChart();
    const livenessProbe = { httpGet: { host: 'x', port: 1 } }; // Allowed before 1.34.
    new ApiObject(chart, 'web', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'm', image: 'i:1', livenessProbe }] } });
    Hardening.of(App.of(chart)).enforce({ profile: inner.profile ? undefined : HardeningProfile.PSS_RESTRICTED });
    const before = synthError(chart);
    expect(before).toContain('seccomp-profile-restricted');
    expect(before).toContain('host-probes-and-lifecycle');
    Hardening.of(chart).setDefaults(inner);
    expect(synthError(chart)).toBe(before);
  });

  test('is not weakened by the platform of an inner scope if its own scope sets one', () => {
    const chart = newChart();
    new ApiObject(chart, 'web', goodPod((spec) => { spec.securityContext.supplementalGroups = [0]; }) as never);
    Hardening.of(App.of(chart)).enforce({ failOn: FailOn.MEDIUM });
    Hardening.of(App.of(chart)).setDefaults({ platform: Platform.KUBERNETES });
    Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT });
    expect(synthError(chart)).toContain('supplemental-groups');
  });
});
