import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { HardenedDeployment, HardenedPod, Hardening, HardeningProfile, WritablePath } from '../../../src/index';
import { onPosix } from '../../support/systems';
import { container } from '../workloads/support';

// What is added while a synthesis runs is seen by no validation of cdk8s, or by some of them only.

const PRIVILEGED = { securityContext: { privileged: true, allowPrivilegeEscalation: true } };
const UNSAFE_POD = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'main', image: 'app:1', ...PRIVILEGED }] } };

/** Ways of making something unsafe below a scope; each is made once in a synthesis. */
const THINGS: Record<string, [(scope: Construct) => void, string]> = {
  'a hardened workload': [
    (scope) => new HardenedDeployment(scope, 'late', { containers: [container(PRIVILEGED)] }), 'privileged: container "main"',
  ],
  'a plain object': [(scope) => new ApiObject(scope, 'late', UNSAFE_POD), 'privileged: container "main"'],
  'a hardened workload with an unknown container': [
    (scope) => new HardenedPod(scope, 'late', { containers: [container()], containerSettings: { nope: { writablePaths: [WritablePath.fromEmptyDir('/x')] } } }), 'unknown container "nope"',
  ],
  'a hardened workload with an expired waiver': [
    (scope) => new HardenedDeployment(scope, 'late', {
      containers: [container({ name: 'main', securityContext: { readOnlyRootFilesystem: false } })],
      waivers: [{ control: 'read-only-root-filesystem', containers: ['main'], reason: 'made for the test', expires: '2020-01-01' }],
    }), 'expired at the end of 2020-01-01',
  ],
  'an unused waiver for another workload': [
    (scope) => Hardening.of(scope).addWaiver({
      control: 'privileged', containers: ['main'], reason: 'made for the test', expires: '2020-01-01', targets: [scope.node.findChild('web')],
    }), 'waiver of "privileged" for Deployment shop-web-c81100ac expired at the end of 2020-01-01 (UTC), and covers nothing',
  ],
};

/** The moments in a synthesis at which `add` is called. */
const MOMENTS: Record<string, (app: App, chart: Chart, add: () => void) => void> = {
  'the first call of a validation': (_, chart, add) => onCall(chart, 1, add),
  'the second call of a validation': (_, chart, add) => onCall(chart, 2, add),
  'a Lazy': (_, chart, add) => {
    new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: Lazy.any({ produce: () => (add(), 'b') }) } } as never);
  },
  "another object's toJson": (_, chart, add) => {
    class Adding extends ApiObject {
      public toJson() {
        add();
        return super.toJson();
      }
    }
    new Adding(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
  },
};

function onCall(scope: Construct, call: number, add: () => void): void {
  let calls = 0;
  scope.node.addValidation({ validate: () => (++calls === call && add(), []) });
}

const EXITS: Record<string, (app: App, chart: Chart) => unknown> = {
  'App.synthYaml': (app) => app.synthYaml(),
  'Chart.toJson': (_, chart) => chart.toJson(),
  'Testing.synth': (_, chart) => Testing.synth(chart),
};
for (const [name, type] of Object.entries(YamlOutputType).filter(([, value]) => typeof value === 'number')) {
  EXITS[`App.synth, ${name}`] = (app) => {
    (app as { yamlOutputType: YamlOutputType }).yamlOutputType = type as YamlOutputType;
    app.synth();
  };
}

/** An app with an output directory of its own, which is not there yet. */
function newApp() {
  const app = new App({ outdir: join(mkdtempSync(join(tmpdir(), 'late-')), 'dist') });
  const chart = new Chart(app, 'shop');
  new HardenedDeployment(chart, 'web', { containers: [container()] });
  return { app, chart };
}

const cases = Object.keys(THINGS).flatMap((thing) => Object.keys(MOMENTS).flatMap((moment) =>
  Object.keys(EXITS).map((exit) => ({ thing, moment, exit }))));

test.each(cases)('$thing, added in $moment, fails $exit', ({ thing, moment, exit }) => {
  const { app, chart } = newApp();
  Hardening.of(app).enforce({ profile: HardeningProfile.PSS_BASELINE });
  const [make, expected] = THINGS[thing];
  let isMade = false;
  MOMENTS[moment](app, chart, () => {
    if (!isMade) {
      isMade = true;
      make(chart);
    }
  });
  // Where cdk8s asks less often, there is no such moment.
  const isReached = !(moment.startsWith('the second') && ['App.synth, FOLDER_PER_CHART_FILE_PER_RESOURCE', 'Chart.toJson', 'Testing.synth'].includes(exit));
  if (isReached) {
    expect(() => EXITS[exit](app, chart)).toThrow(expected);
  } else {
    EXITS[exit](app, chart);
  }
  expect(isMade).toBe(isReached);
});

test.each(Object.keys(MOMENTS))('a hardened workload in a chart that is created in %s fails without a gate', (moment) => {
  const { app, chart } = newApp();
  let late: Chart | undefined;
  MOMENTS[moment](app, chart, () => {
    if (!late) {
      late = new Chart(app, 'late');
      new HardenedDeployment(late, 'api', { containers: [container(PRIVILEGED)] });
    }
  });
  expect(() => app.synth()).toThrow('[late/api] privileged: container "main"');
});

test('safe objects can be added late', () => {
  const { app, chart } = newApp();
  onCall(chart, 1, () => new HardenedDeployment(chart, 'late', { containers: [container()] }));
  expect(app.synthYaml()).toContain('late');
});

test('a removed object is not evaluated', () => {
  const { app, chart } = newApp();
  new HardenedDeployment(chart, 'late', { containers: [container(PRIVILEGED)] });
  chart.node.tryRemoveChild('late');
  expect(() => app.synthYaml()).not.toThrow();
});

test.each([['before', true], ['after', false]])('evaluates an object created %s the gate if it is rendered alone', (_, isBefore) => {
  const chart = new Chart(new App(), 'shop');
  const make = () => new ApiObject(new Construct(chart, 'inner'), 'pod', UNSAFE_POD);
  const early = isBefore ? make() : undefined;
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
  const object = early ?? make();
  expect(() => object.toJson()).toThrow('[shop/inner/pod] privileged: container "main"');
});

test('evaluates a class with toJson as a field', () => {
  const chart = new Chart(new App(), 'shop');
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
  class Field extends ApiObject {
    public toJson = () => ({ ...UNSAFE_POD, metadata: { name: 'x' } });
  }
  new Field(chart, 'pod', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(() => App.of(chart).synthYaml()).toThrow('[shop/pod] privileged: container "main"');
});

describe('a chart whose class changes the result of super.toJson()', () => {
  function changing(change: (json: any[]) => any[]) {
    class Changing extends Chart {
      public toJson() {
        return change(super.toJson());
      }
    }
    const app = new App();
    const chart = new Changing(app, 'shop');
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    return { app, chart };
  }

  test.each<[string, (json: any[]) => any[]]>([
    ['in place', (json) => (json[0].spec.template.spec.hostPID = true, json)],
    ['in a copy', ([first, ...rest]) => [{ ...first, spec: { ...first.spec, paused: true } }, ...rest]],
    ['by adding one', (json) => [...json, UNSAFE_POD]],
  ])('is refused if it changes objects %s', (_, change) => {
    const { app, chart } = changing(change);
    expect(() => app.synthYaml()).toThrow(/^Chart "shop" returns (Deployment|Pod) ".*" from toJson\(\) in a form that was not evaluated: /);
    expect(() => chart.toJson()).toThrow('return the result of super.toJson(), and change objects with ApiObject.addJsonPatch()');
  });

  test.each<[string, (json: any[]) => any[]]>([
    ['in their order', (json) => [...json].reverse()],
    ['by removing them', () => []],
    ['not', (json) => json],
    ['into equal copies', (json) => structuredClone(json)],
  ])('is accepted if it changes objects %s', (_, change) => {
    expect(() => changing(change).app.synthYaml()).not.toThrow();
  });

  test('is accepted if nothing is hardened or enforced', () => {
    const { app } = changing((json) => json);
    class Changing extends Chart {
      public toJson() {
        return super.toJson().map((json) => ({ ...json, extra: 1 }));
      }
    }
    new ApiObject(new Changing(app, 'other'), 'c', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(app.synthYaml()).toContain('extra: 1');
  });
});

describe('the output directory', () => {
  const inOutdir = (app: App) => readdirSync(app.outdir, { recursive: true }).map(String).sort();

  test.each(Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type !== 'string'))('is unchanged if output type %s fails', (yamlOutputType) => {
    const { app, chart } = newApp();
    (app as { yamlOutputType: YamlOutputType }).yamlOutputType = yamlOutputType;
    app.synth();
    const before = inOutdir(app).map((file) => [file, file.endsWith('.yaml') ? readFileSync(join(app.outdir, file), 'utf8') : '']);
    // By then cdk8s has written the first files.
    new HardenedDeployment(new Chart(app, 'a-new'), 'good', { containers: [container()] });
    let isMade = false;
    MOMENTS['a Lazy'](app, chart, () => {
      if (!isMade) {
        isMade = true;
        new HardenedDeployment(chart, 'late', { containers: [container(PRIVILEGED)] });
      }
    });
    expect(() => app.synth()).toThrow('privileged');
    expect(inOutdir(app).map((file) => [file, file.endsWith('.yaml') ? readFileSync(join(app.outdir, file), 'utf8') : ''])).toEqual(before);
    expect(readdirSync(join(app.outdir, '..'))).toEqual(['dist']);
  });

  test('is not created if synthesis fails', () => {
    const { app, chart } = newApp();
    new HardenedDeployment(chart, 'bad', { containers: [container(PRIVILEGED)] });
    const { outdir } = app;
    expect(() => app.synth()).toThrow('privileged');
    expect(app.outdir).toBe(outdir);
    expect(existsSync(outdir)).toBe(false);
    expect(readdirSync(join(outdir, '..'))).toEqual([]);
  });

  test('keeps other files, and files that code writes there during the synthesis', () => {
    const { app, chart } = newApp();
    mkdirSync(app.outdir);
    writeFileSync(join(app.outdir, 'README.md'), 'mine');
    onCall(chart, 1, () => writeFileSync(join(app.outdir, 'extra.txt'), 'during'));
    app.synth();
    expect(inOutdir(app)).toEqual(['README.md', 'extra.txt', 'shop.k8s.yaml']);
    expect(readdirSync(join(app.outdir, '..'))).toEqual(['dist']);
  });

  onPosix('can be a link to another directory, and relative', () => {
    const { app } = newApp();
    const real = mkdtempSync(join(tmpdir(), 'late-real-'));
    symlinkSync(real, app.outdir);
    app.synth();
    expect(readdirSync(real)).toEqual(['shop.k8s.yaml']);
  });
});
