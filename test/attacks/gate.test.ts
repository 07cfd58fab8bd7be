import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, AppProps, Chart, Include, JsonPatch, Lazy, Testing, Yaml, YamlOutputType } from 'cdk8s';
import { ConfigMap, Deployment, PersistentVolumeClaim, Pod } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { EVIL_CONTAINER, EVIL_POD, EVIL_SPEC, expectSafe, leaving } from './support';
import { FailOn, HardenedDeployment, HardenedPod, Hardening, HardeningProfile, Platform, WritablePath } from '../../src';
import { container } from '../constructs/workloads/support';
import { readWithKubectl } from '../formats/yaml/kubectl';
import { goodPod } from '../policy/controls/support';
import { onLinux, onPosix } from '../support/systems';

const BASELINE = { profile: HardeningProfile.PSS_BASELINE };
const LS = '\u2028';
const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap' };

/** An enforced app with one chart, and what `attack` makes in it. */
function enforced(attack: (chart: Chart, app: App) => void, options: object = BASELINE) {
  return (props: AppProps) => {
    const app = new App(props);
    const chart = new Chart(app, 'shop');
    Hardening.of(app).enforce(options);
    attack(chart, app);
    return app;
  };
}

/** An enforced app with one chart of a class. */
function charted(make: (app: App) => Chart) {
  return (props: AppProps) => {
    const app = new App(props);
    make(app);
    Hardening.of(app).enforce(BASELINE);
    return app;
  };
}

/** An enforced app with one chart of a class, and an object in it. */
function holding(object: object, Kind: typeof Chart) {
  return charted((app) => {
    const chart = new Kind(app, 'raw');
    new ApiObject(chart, 'object', object as never);
    return chart;
  });
}

function onCall(scope: Construct, call: number, act: () => void): void {
  let calls = 0;
  scope.node.addValidation({ validate: () => (++calls === call && act(), []) });
}

const files = new Map<string, string>();

/** A file with a text; the same one each time. */
function file(text: string): string {
  const path = files.get(text) ?? join(mkdtempSync(join(tmpdir(), 'attack-file-')), 'file.yaml');
  writeFileSync(path, text);
  files.set(text, path);
  return path;
}

// cdk8s starts a process for each file that it reads, and an attack reads its file again for each way out.
const loaded = new Map<string, any[]>();
const load = Yaml.load.bind(Yaml);
jest.spyOn(Yaml, 'load').mockImplementation((url) => {
  const objects = loaded.get(url) ?? load(url);
  loaded.set(url, objects);
  return structuredClone(objects);
});

describe('evaluates the output of a subclass of Chart that', () => {
  test('returns raw pods and has no objects', () => {
    class Raw extends Chart {
      public toJson() {
        return [EVIL_POD];
      }
    }
    expectSafe(charted((app) => new Raw(app, 'raw')), /in a form that was not evaluated/);
  });

  test('returns a map of objects, whose values cdk8s prints', () => {
    class Mapped extends Chart {
      public toJson() {
        return { ...super.toJson(), evil: EVIL_POD } as never;
      }
    }
    expectSafe(holding(CONFIG, Mapped), /in a form that was not evaluated/);
  });

  test('returns a list with an additional property', () => {
    class Extended extends Chart {
      public toJson() {
        return Object.assign(super.toJson(), { evil: EVIL_POD });
      }
    }
    expectSafe(charted((app) => new Extended(app, 'raw')));
  });

  test('returns a list in the list', () => {
    class Nested extends Chart {
      public toJson() {
        return [[EVIL_POD]];
      }
    }
    expectSafe(charted((app) => new Nested(app, 'raw')));
  });

  test('returns a text that kubectl reads as a pod', () => {
    const text = `apiVersion:${LS}  v1${LS}kind:${LS}  Pod${LS}metadata:${LS}  name:${LS}    x${LS}spec:${LS}  hostPID:${LS}    true`;
    class Text extends Chart {
      public toJson() {
        return [...super.toJson(), text];
      }
    }
    expectSafe(charted((app) => new Text(app, 'raw')));
  });

  test('returns an object with a toJSON method', () => {
    class Method extends Chart {
      public toJson() {
        return super.toJson().map((json) => ({ ...json, toJSON: () => EVIL_POD }));
      }
    }
    expectSafe(holding(CONFIG, Method), /in a form that was not evaluated/);
  });

  test('returns a copy whose getter answers differently the second time', () => {
    class Getter extends Chart {
      public toJson() {
        return super.toJson().map((json) => {
          let calls = 0;
          return Object.defineProperty({ ...json }, 'spec', { enumerable: true, get: () => ++calls > 1 ? EVIL_SPEC : json.spec });
        });
      }
    }
    expectSafe(holding(goodPod(), Getter));
  });

  test('keeps what it returned, and another chart changes it', () => {
    const kept: any[] = [];
    class Keeping extends Chart {
      public toJson() {
        kept.push(...super.toJson());
        return kept;
      }
    }
    class Changing extends Chart {
      public toJson() {
        kept.forEach((json) => (json.spec.hostPID = true));
        return super.toJson();
      }
    }
    expectSafe(charted((app) => {
      kept.length = 0;
      const chart = new Keeping(app, 'a');
      new ApiObject(chart, 'good', goodPod() as never);
      new ApiObject(new Changing(app, 'b'), 'c', CONFIG);
      return chart;
    }));
  });

  test('catches the errors of super.toJson() and renders every object itself', () => {
    class Robust extends Chart {
      public toJson() {
        try {
          return super.toJson();
        } catch {
          return this.apiObjects.map((object) => object.toJson());
        }
      }
    }
    expectSafe(holding(EVIL_POD, Robust), 'privileged');
  });

  test('catches the errors of super.toJson() of a hardened workload without a gate', () => {
    class Robust extends Chart {
      public toJson() {
        try {
          return super.toJson();
        } catch {
          return this.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson());
        }
      }
    }
    expectSafe((props) => {
      const app = new App(props);
      new HardenedDeployment(new Robust(app, 'robust'), 'web', { containers: [container({ securityContext: { privileged: true, allowPrivilegeEscalation: true } })] });
      return app;
    }, 'privileged');
  });

  test('replaces an object by a copy with hostile values next to a hardened workload', () => {
    class Labelling extends Chart {
      public toJson() {
        return super.toJson().map((json) => ({ ...json, metadata: { ...json.metadata, labels: { team: 'x' } } }));
      }
    }
    expectSafe((props) => {
      const app = new App(props);
      new HardenedDeployment(new Chart(app, 'shop'), 'web', { containers: [container()] });
      new ConfigMap(new Labelling(app, 'other'), 'c', { data: { a: `x${LS}kind:${LS}  Pod${LS}hostPID:${LS}  true${LS}b: {}` } });
      return app;
    });
  });

  test('returns undefined for what it leaves out', () => {
    class Sparse extends Chart {
      public toJson() {
        return [undefined, ...super.toJson()];
      }
    }
    const results = leaving(holding(CONFIG, Sparse));
    expect(results.synthYaml).toBe('safe');
  });
});

describe('evaluates what is added late:', () => {
  class Field extends ApiObject {
    public toJson = () => EVIL_POD;
  }
  class FieldChart extends Chart {
    public toJson = () => [EVIL_POD];
  }
  class RawChart extends Chart {
    public toJson() {
      return [EVIL_POD];
    }
  }

  test.each([1, 2])('an object whose class has toJson as a field, made in call %i of a validation', (call) => {
    expectSafe(enforced((chart) => onCall(chart, call, () => new Field(chart, 'late', CONFIG))));
  });

  test('an object whose class has toJson as a field, made in a Lazy', () => {
    expectSafe(enforced((chart) => {
      let late: unknown;
      new ApiObject(chart, 'c', { ...CONFIG, data: { a: Lazy.any({ produce: () => (late ??= new Field(chart, 'late', CONFIG), 'x') }) } } as never);
    }));
  });

  test('a chart whose class has toJson as a field', () => {
    expectSafe(enforced((chart, app) => onCall(chart, 1, () => new FieldChart(app, 'zlate'))));
  });

  test('a chart whose class returns raw pods', () => {
    expectSafe(enforced((chart, app) => onCall(chart, 1, () => new RawChart(app, 'zlate'))));
  });

  test('an object whose validations are called and ignored', () => {
    expectSafe(enforced((chart, app) => {
      let late: ApiObject | undefined;
      const add = () => {
        late ??= new ApiObject(chart, 'z-late', EVIL_POD);
        app.node.findAll().forEach(({ node }) => node.id === 'z-late' && node.validate());
        return 'x';
      };
      new ApiObject(chart, 'c', { ...CONFIG, data: { a: Lazy.any({ produce: add }) } } as never);
    }), 'privileged');
  });

  test('a gate from a validation, after the object passed without one', () => {
    expectSafe((props) => {
      const app = new App(props);
      const chart = new Chart(app, 'shop');
      new HardenedPod(new Chart(app, 'hardened'), 'web', { containers: [container()] });
      new ApiObject(chart, 'evil', EVIL_POD);
      onCall(new Construct(chart, 'last'), 1, () => Hardening.of(app).enforce(BASELINE));
      return app;
    }, undefined, ['ApiObject.toJson']);
  });

  test('a patch, made by a validation', () => {
    expectSafe(enforced((chart) => {
      const pod = new ApiObject(chart, 'pod', goodPod() as never);
      onCall(chart, 2, () => pod.addJsonPatch(JsonPatch.add('/spec/hostPID', true)));
      onCall(chart, 1, () => pod.addJsonPatch(JsonPatch.add('/spec/hostPID', true)));
    }));
  });

  test('a patch that replaces another one, in a Lazy of another object', () => {
    expectSafe(enforced((chart) => {
      const pod = new ApiObject(chart, 'pod', goodPod() as never);
      pod.addJsonPatch(JsonPatch.add('/spec/hostPID', false));
      const act = () => ((pod as any).patches[0] = JsonPatch.add('/spec/hostPID', true), 'x');
      new ApiObject(chart, 'z', { ...CONFIG, data: { a: Lazy.any({ produce: act }) } } as never);
    }));
  });

  test('a waiver from a validation is in the YAML', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    Hardening.of(app).enforce(BASELINE);
    const pod = new ApiObject(chart, 'pod', goodPod((spec) => (spec.hostPID = true)) as never);
    onCall(app, 1, () => Hardening.of(chart).addWaiver({ control: 'host-namespaces', reason: 'made for the test', targets: [pod] }));
    let yaml = 'cdk8s-hardened/waivers';
    try {
      yaml = app.synthYaml();
    } catch { /* Refused. */ }
    expect(yaml).toContain('cdk8s-hardened/waivers');
  });

  test('a change of the options of a gate', () => {
    expectSafe(enforced((chart, app) => {
      const options: any = { ...BASELINE, failOn: FailOn.ERROR };
      Hardening.of(app).enforce(options);
      options.failOn = FailOn.NEVER;
      new ApiObject(chart, 'evil', EVIL_POD);
    }, { ...BASELINE, failOn: FailOn.NEVER }), 'privileged');
  });

  test('a change of the profile in options that two gates share', () => {
    expectSafe((props) => {
      const app = new App(props);
      const chart = new Chart(app, 'shop');
      const options: any = { profile: HardeningProfile.PSS_RESTRICTED };
      Hardening.of(app).enforce(options);
      options.profile = HardeningProfile.PSS_BASELINE;
      Hardening.of(new Chart(app, 'other')).enforce(options);
      const spec = { containers: [{ name: 'main', image: 'app:1', securityContext: { runAsUser: 0 } }] };
      new ApiObject(chart, 'root', { apiVersion: 'v1', kind: 'Pod', spec });
      return app;
    }, 'run-as-user');
  });

  test('a synthesis after one that failed to start', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    Hardening.of(app).enforce(BASELINE);
    let value = false;
    new ApiObject(chart, 'pod', goodPod((spec) => (spec.hostPID = Lazy.any({ produce: () => value }))) as never);
    class Frozen extends ApiObject {
      constructor(scope: Construct, id: string) {
        super(scope, id, CONFIG);
        Object.defineProperty(this, 'toJson', { value: () => EVIL_POD, configurable: false });
      }
    }
    new Frozen(chart, 'frozen');
    expect(() => app.synthYaml()).toThrow();
    chart.node.tryRemoveChild('frozen');
    expect(app.synthYaml()).toContain('hostPID: false');
    value = true;
    expect(() => app.synthYaml()).toThrow('host-namespaces');
  });
});

describe('evaluates the output of a subclass of ApiObject that', () => {
  test.each<[string, () => unknown]>([
    ['a Proxy', () => new Proxy({ ...EVIL_POD }, {})],
    ['an object with inherited fields', () => Object.create(EVIL_POD)],
    ['an object whose prototype has no prototype', () => Object.create(Object.assign(Object.create(null), EVIL_POD))],
    ['an instance of a class', () => new (class { public apiVersion = 'v1'; public kind = 'Pod'; public spec = EVIL_SPEC; })()],
    ['a Map', () => new Map(Object.entries(EVIL_POD))],
    ['a list', () => [EVIL_POD]],
    ['a text', () => Yaml.stringify(EVIL_POD)],
    ['undefined', () => undefined],
    ['a thenable', () => ({ ...EVIL_POD, then: 1 })],
  ])('returns %s', (_, make) => {
    class Odd extends ApiObject {
      public toJson() {
        return make() as never;
      }
    }
    expectSafe(enforced((chart) => new Odd(chart, 'pod', CONFIG)));
  });

  test('answers safe once and then unsafe', () => {
    class Second extends ApiObject {
      private calls = 0;
      public toJson() {
        return ++this.calls > 1 ? EVIL_POD : goodPod();
      }
    }
    expectSafe(enforced((chart) => new Second(chart, 'pod', CONFIG)));
  });

  test('has toJson as a getter of its own', () => {
    class Getter extends ApiObject {
      constructor(scope: Construct, id: string) {
        super(scope, id, CONFIG);
        Object.defineProperty(this, 'toJson', { get: () => () => EVIL_POD, configurable: true });
      }
    }
    expectSafe(enforced((chart) => new Getter(chart, 'pod')), undefined, ['ApiObject.toJson']);
  });

  test('has toJson as a getter of its class', () => {
    class Getter extends ApiObject {
      // @ts-expect-error: a method in the parent.
      public get toJson() {
        return () => EVIL_POD;
      }
    }
    expectSafe(enforced((chart) => new Getter(chart, 'pod', CONFIG)));
  });

  test('drops a field that its patch sets, and adds another', () => {
    class Dropping extends ApiObject {
      public toJson() {
        const { data: _, ...json } = super.toJson();
        return { ...json, spec: EVIL_SPEC, kind: 'Pod' };
      }
    }
    expectSafe(enforced((chart) => new Dropping(chart, 'pod', CONFIG).addJsonPatch(JsonPatch.add('/data', { a: 'b' }))));
  });
});

describe('values and patches', () => {
  test.each<[string, object]>([
    ['a __proto__ key in the pod', JSON.parse('{"__proto__": {"hostPID": true}, "containers": []}')],
    ['a __proto__ key in a container', { containers: [{ ...EVIL_CONTAINER, ...JSON.parse('{"__proto__": {"securityContext": {"privileged": false}}}') }] }],
    ['a merge key', { '<<': { hostPID: true }, 'containers': [] }],
    ['a constructor key', { constructor: { name: 'Object', prototype: { hostPID: true } }, hostPID: true, containers: [] }],
    ['a Lazy value', { containers: Lazy.any({ produce: () => [EVIL_CONTAINER] }) }],
    ['a token that resolves to a Lazy', { resolve: () => ({ hostPID: Lazy.any({ produce: () => true }), containers: [] }) }],
    ['a Lazy in a Lazy', { containers: Lazy.any({ produce: () => Lazy.any({ produce: () => [EVIL_CONTAINER] }) }) }],
    ['one container in two lists', (() => ({ containers: [EVIL_CONTAINER], initContainers: [EVIL_CONTAINER] }))()],
    ['a number instead of a boolean', { hostPID: 1, hostNetwork: true, containers: [] }],
    ['os windows', { os: { name: 'windows' }, hostPID: true, containers: [EVIL_CONTAINER] }],
    ['a node selector for Windows', { nodeSelector: { 'kubernetes.io/os': 'windows' }, containers: [EVIL_CONTAINER] }],
    ['a container named like a method', { containers: [{ ...EVIL_CONTAINER, name: 'constructor' }] }],
    ['a container named __proto__', { containers: [{ ...EVIL_CONTAINER, name: '__proto__' }] }],
    ['an ephemeral container', { containers: [], ephemeralContainers: [EVIL_CONTAINER] }],
    ['containers that are a map', { containers: { main: EVIL_CONTAINER } }],
  ])('with %s are evaluated', (_, spec) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec } as never)), /./);
  });

  test.each<[string, JsonPatch[]]>([
    ['of the kind', [JsonPatch.replace('/kind', 'Pod'), JsonPatch.add('/spec', EVIL_SPEC)]],
    ['of the whole object', [JsonPatch.replace('', EVIL_POD)]],
    ['that moves an annotation into the spec', [JsonPatch.replace('/kind', 'Pod'), JsonPatch.add('/x', EVIL_SPEC), JsonPatch.move('/x', '/spec')]],
    ['that copies', [JsonPatch.replace('/kind', 'Pod'), JsonPatch.add('/x', EVIL_SPEC), JsonPatch.copy('/x', '/spec')]],
    ['that makes a list', [JsonPatch.add('/items', [EVIL_POD])]],
    ['that removes the metadata', [JsonPatch.remove('/metadata'), JsonPatch.replace('/kind', 'Pod'), JsonPatch.add('/spec', EVIL_SPEC)]],
    ['with a Lazy as its value', [JsonPatch.replace('/kind', 'Pod'), JsonPatch.add('/spec', Lazy.any({ produce: () => EVIL_SPEC }))]],
    ['with an apiVersion without a group', [JsonPatch.replace('/apiVersion', '/v1'), JsonPatch.replace('/kind', 'Pod'), JsonPatch.add('/spec', EVIL_SPEC)]],
  ])('a patch %s is evaluated', (_, patches) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'c', CONFIG).addJsonPatch(...patches)));
  });

  test.each<[string, JsonPatch]>([
    ['the container', JsonPatch.add('/spec/template/spec/containers/0/securityContext/privileged', true)],
    ['the pod', JsonPatch.add('/spec/template/spec/hostPID', true)],
    ['all containers', JsonPatch.replace('/spec/template/spec/containers', [EVIL_CONTAINER])],
    ['a field that the class does not know', JsonPatch.add('/spec/template/spec/hostUsersX', { privileged: true })],
    ['the whole spec', JsonPatch.replace('/spec/template/spec', EVIL_SPEC)],
  ])('a patch on a hardened workload, of %s, is evaluated', (_, patch) => {
    expectSafe((props) => {
      const app = new App(props);
      ApiObject.of(new HardenedDeployment(new Chart(app, 'shop'), 'web', { containers: [container()] })).addJsonPatch(patch);
      return app;
    });
  });

  test('a resolver of the app is applied before evaluation', () => {
    const resolver = { resolve: (context: any) => context.value === false && context.replaceValue(true) };
    expectSafe((props) => {
      const app = new App({ ...props, resolvers: [resolver] });
      Hardening.of(app).enforce(BASELINE);
      new ApiObject(new Chart(app, 'shop'), 'pod', { apiVersion: 'v1', kind: 'Pod', spec: { hostPID: false, containers: [] } });
      return app;
    }, 'host-namespaces');
  });

  test('a text with a document separator is not split', () => {
    const texts = ['\n---\napiVersion: v1\nkind: Pod\nspec: {hostPID: true}\n', '---\nkind: Pod', '...\n---\nhostPID: true', '\r---\rhostPID: true',
      `x${LS}---${LS}hostPID: true`, '\u0085---\u0085hostPID: true', '|\n---\nhostPID: true', '# x\n---\nhostPID: true\n'];
    expectSafe(enforced((chart) => texts.forEach((text, index) => new ConfigMap(chart, `c${index}`, { data: { [`k${index}`]: text } }))));
  });

  onLinux('hostile texts in the fields of a pod are read by kubectl as they were written', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { disableResourceNameHashes: true });
    Hardening.of(app).enforce(BASELINE);
    const breaks = ['\n', '\r', '\r\n', LS, '\u2029', '\u0085', '\f', '\v', '\u000B', '\u001C'];
    const texts = breaks.flatMap((end) => [2, 4, 6, 8].map((indent) => `x${end}${' '.repeat(indent)}hostPID: true${end}${' '.repeat(indent)}privileged:${end}${' '.repeat(indent + 2)}true`));
    const pods = texts.map((text, index) => goodPod((spec, pod) => {
      pod.metadata = { name: `pod-${index}`, namespace: 'shop', annotations: { [text]: text } };
      spec.containers[0].args = [text];
      spec.containers[0].env = [{ name: text, value: text }];
      delete spec.initContainers;
    }));
    pods.forEach((pod, index) => new ApiObject(chart, `pod-${index}`, pod as never));
    const documents = app.synthYaml().split(/^---\n/m);
    expect(documents).toHaveLength(pods.length);
    const readings = readWithKubectl(new Map(documents.map((text, index) => [`pod-${index}`, text])));
    expect([...readings.values()].map(({ objects }) => objects)).toEqual(pods.map((pod) => [pod]));
  });

  test('a very long key is refused', () => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'c', { ...CONFIG, data: { [LS.repeat(200)]: 'x' } } as never)), 'longer than');
  });

  test('a field named contents or toString next to a hostile text is escaped', () => {
    const text = `x${LS}${LS}kind:${LS}  Pod${LS}spec:${LS}  hostPID: true`;
    expectSafe(enforced((chart) => {
      new ApiObject(chart, 'a', { ...CONFIG, contents: 'x', data: { a: text } } as never);
      new ApiObject(chart, 'b', { ...CONFIG, toString: 'x', data: { a: text } } as never);
    }));
  });
});

describe('lists', () => {
  const item = { metadata: { name: 'evil' }, spec: EVIL_SPEC };
  const LISTS: [string, object][] = [
    ['a PodList whose items have neither', { apiVersion: 'v1', kind: 'PodList', items: [item] }],
    ['a PodList whose item has an empty kind and a number for an apiVersion', { apiVersion: 'v1', kind: 'PodList', items: [{ apiVersion: 1, kind: '', ...item }] }],
    ['a Pod with items', { apiVersion: 'v1', kind: 'Pod', items: [item] }],
    ['a DeploymentList', { apiVersion: 'apps/v1', kind: 'DeploymentList', items: [{ metadata: { name: 'evil' }, spec: { template: { spec: EVIL_SPEC } } }] }],
    ['a ConfigMap with pods as items', { apiVersion: 'v1', kind: 'ConfigMap', items: [EVIL_POD] }],
    ['a list in a list', { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: [EVIL_POD] }] }],
    ['a custom list', { apiVersion: 'example.com/v1', kind: 'FooList', items: [EVIL_POD] }],
  ];

  test.each(LISTS)('with %s are evaluated', (_, manifest) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'list', manifest as never)), /privileged|nested-lists|pod-template/);
  });

  onLinux.each([{ kind: 'ConfigMap' }, { apiVersion: 'example.com/v1' }])('a PodList whose item has only %j is refused by kubectl', (own) => {
    const manifest = { apiVersion: 'v1', kind: 'PodList', items: [{ ...own, metadata: { name: 'list' }, spec: EVIL_SPEC }] };
    expect(readWithKubectl(new Map([['list', Yaml.stringify(manifest)]])).get('list')!.objects).toEqual([]);
  });

  test.each(LISTS)('with %s from a file are evaluated', (_, manifest) => {
    expectSafe(enforced((chart) => new Include(chart, 'files', { url: file(Yaml.stringify({ metadata: { name: 'list' }, ...manifest })) })), /privileged|nested-lists|pod-template/);
  });
});

describe('evaluates a tree with', () => {
  test('a chart in a chart', () => {
    expectSafe(enforced((chart) => new ApiObject(new Chart(new Construct(chart, 'c'), 'inner'), 'evil', EVIL_POD)), 'privileged');
  });

  test('a removed child that others still depend on', () => {
    expectSafe(enforced((chart, app) => {
      const other = new Chart(app, 'other');
      const evil = new ApiObject(other, 'evil', EVIL_POD);
      const config = new ApiObject(chart, 'c', CONFIG);
      config.addDependency(evil);
      chart.addDependency(other);
      other.node.tryRemoveChild('evil');
    }));
  });

  test('a removed child, and another in its place', () => {
    expectSafe(enforced((chart) => {
      new ApiObject(chart, 'pod', goodPod() as never);
      chart.node.tryRemoveChild('pod');
      new ApiObject(chart, 'pod', EVIL_POD);
    }), 'privileged');
  });

  test('a removed chart that is rendered alone', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    Hardening.of(app).enforce(BASELINE);
    new ApiObject(chart, 'evil', EVIL_POD);
    app.node.tryRemoveChild('shop');
    expect(() => Testing.synth(chart)).toThrow('privileged');
  });

  test('the object of a hardened workload, replaced by another', () => {
    expectSafe((props) => {
      const app = new App(props);
      const web = new HardenedDeployment(new Chart(app, 'shop'), 'web', { containers: [container()] });
      web.node.tryRemoveChild('Resource');
      new ApiObject(web, 'Resource', EVIL_POD);
      return app;
    });
  });

  test('a dependency on an object of another app', () => {
    expectSafe(enforced((chart) => {
      const other = new Chart(new App(), 'other');
      chart.addDependency(other);
      new ApiObject(chart, 'c', CONFIG).addDependency(new ApiObject(other, 'evil', EVIL_POD));
    }));
  });

  test('an object below another object', () => {
    expectSafe(enforced((chart) => new ApiObject(new ApiObject(chart, 'c', CONFIG), 'evil', EVIL_POD)), 'privileged');
  });

  test('a gate on a construct, and an object in a chart below it', () => {
    expectSafe((props) => {
      const app = new App(props);
      const scope = new Construct(app, 'scope');
      Hardening.of(scope).enforce(BASELINE);
      new ApiObject(new Chart(scope, 'inner'), 'evil', EVIL_POD);
      return app;
    }, 'privileged');
  });

  test('a gate on the object itself', () => {
    expectSafe((props) => {
      const app = new App(props);
      Hardening.of(new ApiObject(new Chart(app, 'shop'), 'evil', EVIL_POD)).enforce(BASELINE);
      return app;
    }, 'privileged');
  });

  test('a second synthesis, after the first one failed', () => {
    const app = new App();
    Hardening.of(app).enforce(BASELINE);
    new ApiObject(new Chart(app, 'shop'), 'evil', EVIL_POD);
    expect(() => app.synthYaml()).toThrow('privileged');
    expect(() => app.synthYaml()).toThrow('privileged');
  });

  test('a change between two syntheses', () => {
    const app = new App();
    Hardening.of(app).enforce(BASELINE);
    const pod = new Pod(new Chart(app, 'shop'), 'pod', { containers: [container()] });
    expect(() => app.synthYaml()).not.toThrow();
    pod.addContainer(container({ name: 'second', securityContext: { privileged: true, allowPrivilegeEscalation: true } }));
    expect(() => app.synthYaml()).toThrow('privileged');
  });

  test('an app synthesized during the synthesis of an app', () => {
    expectSafe(enforced((chart, app) => {
      onCall(chart, 1, () => {
        try {
          app.synthYaml();
        } catch { /* Someone else's problem. */ }
      });
      new ApiObject(chart, 'evil', EVIL_POD);
    }), 'privileged');
  });

  test('a subclass of App with methods as fields, enforced by its parent', () => {
    class Enforced extends App {
      constructor(props: AppProps) {
        super(props);
        Hardening.of(this).enforce(BASELINE);
      }
    }
    class Fields extends Enforced {
      public synth = () => super.synth();
      public synthYaml = () => super.synthYaml();
    }
    expectSafe((props) => {
      const app = new Fields(props);
      new ApiObject(new Chart(app, 'shop'), 'evil', EVIL_POD);
      return app;
    }, 'privileged');
  });

  test('a subclass of App that lists charts of another app', () => {
    class Foreign extends App {
      public get charts() {
        return [...super.charts, foreign()];
      }
    }
    const foreign = () => {
      const chart = new Chart(new App(), 'foreign');
      new ApiObject(chart, 'evil', EVIL_POD);
      return chart;
    };
    expectSafe((props) => {
      const app = new Foreign(props);
      Hardening.of(app).enforce(BASELINE);
      new ApiObject(new Chart(app, 'shop'), 'c', CONFIG);
      return app;
    }, undefined, ['ApiObject.toJson', 'Chart.toJson']);
  });
});

describe('scopes', () => {
  test.each<[string, (chart: Chart) => void]>([
    ['a profile', (chart) => Hardening.of(chart).setDefaults({ profile: HardeningProfile.PSS_BASELINE })],
    ['a version', (chart) => Hardening.of(chart).setDefaults({ kubernetesVersion: '1.23' })],
    ['a platform', (chart) => Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT })],
    ['a gate that never fails', (chart) => Hardening.of(chart).enforce({ failOn: FailOn.NEVER })],
    ['a gate of an old version', (chart) => Hardening.of(chart).enforce({ kubernetesVersion: '1.23', profile: HardeningProfile.PSS_BASELINE })],
  ])('an inner scope with %s does not weaken the gate', (_, inner) => {
    expectSafe(enforced((chart) => {
      inner(chart);
      new ApiObject(chart, 'root', goodPod((spec) => (spec.securityContext.runAsUser = 0)) as never);
    }, {}), 'run-as-user');
  });

  test.each(['1.23', '1.24', 'v1.25', 'latest', '1.38'])('a gate of version %s reports unsafe values', (kubernetesVersion) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'evil', EVIL_POD), { kubernetesVersion, profile: HardeningProfile.PSS_BASELINE }), 'privileged');
  });

  test('unsafe values of a hardened workload of version 1.23 are reported', () => {
    expectSafe((props) => {
      const app = new App(props);
      Hardening.of(app).setDefaults({ kubernetesVersion: '1.23', platform: Platform.OPENSHIFT });
      new HardenedDeployment(new Chart(app, 'shop'), 'web', { containers: [container({ securityContext: { user: 0 } })] });
      return app;
    }, 'run-as');
  });
});

describe('waivers', () => {
  const annotations = { 'cdk8s-hardened/waivers': JSON.stringify([{ control: 'privileged', containers: ['main'], reason: 'because I say so' }]) };

  test('a manual annotation waives nothing', () => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'evil', { ...EVIL_POD, metadata: { annotations } })), 'privileged');
  });

  test('a manual annotation in a nested list is removed', () => {
    const app = new App();
    const inner = { apiVersion: 'v1', kind: 'List', items: [{ ...CONFIG, metadata: { name: 'x', annotations } }] };
    Hardening.of(app).enforce({ ...BASELINE, failOn: FailOn.NEVER });
    new ApiObject(new Chart(app, 'shop'), 'list', { apiVersion: 'v1', kind: 'List', items: [inner] } as never);
    expect(app.synthYaml()).not.toContain('cdk8s-hardened/waivers');
  });

  test.each<[string, unknown]>([
    ['annotations that are a list', { name: 'list', annotations: ['x'] }],
    ['annotations that are a text', { name: 'list', annotations: 'x' }],
    ['metadata that is a text', 'x'],
    ['metadata that is a list', ['x']],
  ])('a waiver for a list with %s, which cannot be annotated, has no effect', (_, metadata) => {
    const build = (props: AppProps) => {
      const app = new App(props);
      const chart = new Chart(app, 'shop');
      Hardening.of(app).enforce(BASELINE);
      const spec = { hostPID: true, containers: [{ name: 'main', image: 'app:1' }] };
      const items = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'evil' }, spec }];
      const object = new ApiObject(chart, 'evil', { apiVersion: 'v1', kind: 'List', items } as never);
      object.addJsonPatch(JsonPatch.replace('/metadata', metadata));
      Hardening.of(chart).addWaiver({ control: 'host-namespaces', allow: ['Pod evil hostPID'], reason: 'made for the test', targets: [object] });
      return app;
    };
    expectSafe(build, 'host-namespaces');
  });

  test('a waiver for a nested list does not cover the pods in it', () => {
    expectSafe(enforced((chart) => {
      const inner = { apiVersion: 'v1', kind: 'List', items: [EVIL_POD] };
      const list = new ApiObject(chart, 'list', { apiVersion: 'v1', kind: 'List', items: [inner] } as never);
      Hardening.of(chart).addWaiver({ control: 'nested-lists', allow: ['items/0'], reason: 'made for the test', targets: [list] });
    }), 'unsafe-custom-value');
  });

  test('a waiver file hides no other finding of an object that a validation gives the name of its target', () => {
    const path = file(JSON.stringify({ waivers: [{ control: 'privileged', containers: ['main'], reason: 'made for the test', target: { kind: 'Pod', name: 'good' } }] }));
    expectSafe(enforced((chart, app) => {
      Hardening.of(app).addWaiversFromFile(path);
      const evil = new ApiObject(chart, 'evil', EVIL_POD);
      onCall(chart, 1, () => evil.addJsonPatch(JsonPatch.replace('/metadata/name', 'good')));
    }), /host-namespaces/);
  });

  test('a change of a waiver after it was made has no effect', () => {
    expectSafe(enforced((chart) => {
      const waiver: any = { control: 'host-path-volumes', allow: ['/'], reason: 'made for the test', targets: [new ApiObject(chart, 'evil', EVIL_POD)] };
      Hardening.of(chart).addWaiver(waiver);
      waiver.control = 'privileged';
      waiver.containers = ['main'];
    }), 'privileged');
  });

  test('a change of neverWaive after it was set has no effect', () => {
    expectSafe(enforced((chart, app) => {
      const neverWaive = ['privileged'];
      Hardening.of(app).setDefaults({ neverWaive });
      neverWaive.length = 0;
      Hardening.of(chart).addWaiver({ control: 'privileged', containers: ['main'], reason: 'made for the test', targets: [new ApiObject(chart, 'evil', EVIL_POD)] });
    }), /is not allowed: neverWaive lists the control/);
  });
});

describe('the output directory', () => {
  const pods = (app: App) => new ApiObject(new Chart(app, 'shop'), 'evil', EVIL_POD);

  onPosix('is not written through links', () => {
    const folder = mkdtempSync(join(tmpdir(), 'attack-links-'));
    const outside = join(folder, 'outside.yaml');
    writeFileSync(outside, 'before');
    mkdirSync(join(folder, 'dist'));
    symlinkSync(outside, join(folder, 'dist', 'shop.k8s.yaml'));
    const app = new App({ outdir: join(folder, 'dist') });
    Hardening.of(app).enforce(BASELINE);
    pods(app);
    expect(() => app.synth()).toThrow('privileged');
    expect(readFileSync(outside, 'utf8')).toBe('before');
  });

  test.each(['/../../outside.yaml', '/../outside.yaml'])('is not left through the extension %s', (outputFileExtension) => {
    expectSafe((props) => {
      const app = new App({ ...props, outputFileExtension });
      Hardening.of(app).enforce(BASELINE);
      pods(app);
      return app;
    }, 'privileged');
  });

  test('does not contain a file that cdk8s overwrote', () => {
    const folder = mkdtempSync(join(tmpdir(), 'attack-same-'));
    const app = new App({ outdir: join(folder, 'dist'), yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    Hardening.of(app).enforce(BASELINE);
    for (const id of ['a', 'b']) {
      new ApiObject(new Chart(app, id, { namespace: id }), 'evil', { ...EVIL_POD, metadata: { name: 'same' } });
    }
    expect(() => app.synth()).toThrow('[b/evil] privileged');
  });
});

describe('more attempts', () => {
  const PARTS: [string, object][] = [
    ['privileged', { containers: [EVIL_CONTAINER] }],
    ['hostNetwork', { hostNetwork: true, containers: [{ name: 'main', image: 'app:1' }] }],
    ['hostIPC', { hostIPC: true, containers: [{ name: 'main', image: 'app:1' }] }],
    ['hostPath', { containers: [{ name: 'main', image: 'app:1' }], volumes: [{ name: 'v', hostPath: { path: '/' } }] }],
  ];

  test.each(PARTS)('%s in a pod for version 1.23, on OpenShift, in an inner scope with failOn: never, is reported', (_, spec) => {
    expectSafe(enforced((chart) => {
      Hardening.of(chart).setDefaults({ platform: Platform.OPENSHIFT, kubernetesVersion: '1.23', profile: HardeningProfile.PSS_BASELINE });
      Hardening.of(chart).enforce({ failOn: FailOn.NEVER });
      new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec });
    }, { kubernetesVersion: '1.23' }), /host-|privileged/);
  });

  test.each(PARTS)('%s in a pod of an unknown operator is reported with failOnUnevaluated', (_, spec) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'x', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { podTemplate: { spec } } }),
      { ...BASELINE, failOnUnevaluated: true }), /unevaluated|unsafe/);
  });

  test.each(['constructor/v1', '__proto__/v1', 'toString/v1'])('a resource of %s, a name that every object has, is reported', (apiVersion) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'x', { apiVersion, kind: 'Thing', spec: { podTemplate: { spec: EVIL_SPEC } } } as never),
      { ...BASELINE, failOnUnevaluated: true }), /unevaluated-pod-template/);
  });

  test.each(['batch/v1beta1', 'batch/v2alpha1', 'batch/'])('a CronJob of %s is reported', (apiVersion) => {
    const spec = { jobTemplate: { spec: { template: { spec: EVIL_SPEC } } } };
    expectSafe(enforced((chart) => new ApiObject(chart, 'x', { apiVersion, kind: 'CronJob', spec })), 'privileged');
  });

  test.each(['v1', '/v1', 'v1beta3', '/'])('a Pod of %s is reported', (apiVersion) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'x', { ...EVIL_POD, apiVersion })), 'privileged');
  });

  test.each<[string, object]>([
    ['a spec that is a list', { spec: [EVIL_SPEC] }],
    ['a spec that is a text', { spec: JSON.stringify(EVIL_SPEC) }],
    ['a list in the list of containers', { spec: { containers: [[EVIL_CONTAINER]] } }],
    ['a securityContext that is a list', { spec: { containers: [{ ...EVIL_CONTAINER, securityContext: [{ privileged: true }] }] } }],
  ])('refuses %s', (_, pod) => {
    expectSafe(enforced((chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'Pod', ...pod } as never)), /must be/);
  });

  test.each<[string, JsonPatch[]]>([
    ['to a list', [JsonPatch.add('/items', [EVIL_POD])]],
    ['to a Pod', [JsonPatch.replace('/apiVersion', 'v1'), JsonPatch.replace('/kind', 'Pod'), JsonPatch.replace('/spec', EVIL_SPEC)]],
    ['to a resource of an operator', [JsonPatch.replace('/apiVersion', 'example.com/v1'), JsonPatch.add('/spec/template/spec/hostPID', true)]],
    ['to an ephemeral container', [JsonPatch.add('/spec/template/spec/ephemeralContainers', [EVIL_CONTAINER])]],
    ['to a sidecar', [JsonPatch.add('/spec/template/spec/initContainers', [{ ...EVIL_CONTAINER, restartPolicy: 'Always' }])]],
  ])('a patch that changes a hardened workload %s is evaluated', (_, patches) => {
    expectSafe((props) => {
      const app = new App(props);
      ApiObject.of(new HardenedDeployment(new Chart(app, 'shop'), 'web', { containers: [container()] })).addJsonPatch(...patches);
      return app;
    });
  });

  test('a container with the name of the ownership container is reported', () => {
    expectSafe((props) => {
      const app = new App(props);
      const chart = new Chart(app, 'shop');
      const path = WritablePath.fromPersistentVolumeClaim('/data', PersistentVolumeClaim.fromClaimName(chart, 'claim', 'claim'), { takeOwnership: { reason: 'made for the test' } });
      const initContainers = [container({ name: 'writable-owner-main', securityContext: { privileged: true, allowPrivilegeEscalation: true } })];
      new HardenedDeployment(chart, 'web', { containers: [container({ name: 'main' })], initContainers, writablePaths: [path] });
      return app;
    }, 'privileged');
  });

  test('defaults from a validation have no effect', () => {
    expectSafe(enforced((chart, app) => {
      const evil = new ApiObject(chart, 'evil', EVIL_POD);
      Hardening.of(chart).addWaiver({ control: 'privileged', containers: ['main'], reason: 'made for the test', targets: [evil] });
      Hardening.of(chart).addWaiver({ control: 'host-namespaces', allow: ['hostPID'], reason: 'made for the test', targets: [evil] });
      Hardening.of(chart).addWaiver({ control: 'host-path-volumes', allow: ['/'], reason: 'made for the test', targets: [evil] });
      onCall(new Construct(chart, 'z'), 1, () => Hardening.of(app).setDefaults({ neverWaive: ['privileged'] }));
    }), /is not allowed: neverWaive lists the control/, ['ApiObject.toJson']);
  });

  test('a waiver in effect is in the YAML of its object', () => {
    const app = new App();
    Hardening.of(app).enforce(BASELINE);
    const spec = { hostPID: true, containers: [{ name: 'main', image: 'app:1' }] };
    const pod = new ApiObject(new Chart(app, 'shop'), 'pod', { apiVersion: 'v1', kind: 'Pod', spec });
    Hardening.of(app).addWaiver({ control: 'host-namespaces', allow: ['hostPID'], reason: 'made for the test', targets: [pod] });
    expect(app.synthYaml()).toContain('cdk8s-hardened/waivers');
  });

  test('a synthesis in the Lazy of an object is evaluated', () => {
    expectSafe(enforced((chart, app) => {
      let isRunning = false;
      const produce = () => {
        if (!isRunning) {
          isRunning = true;
          try {
            app.synthYaml();
          } catch { /* Ignored. */ }
        }
        return 'x';
      };
      new ApiObject(chart, 'a', { ...CONFIG, data: { a: Lazy.any({ produce }) } } as never);
      new ApiObject(chart, 'evil', EVIL_POD);
    }), 'privileged');
  });

  test('an object that a validation removes and recreates is evaluated', () => {
    expectSafe(enforced((chart) => {
      new ApiObject(chart, 'pod', goodPod() as never);
      onCall(chart, 1, () => {
        chart.node.tryRemoveChild('pod');
        new ApiObject(chart, 'pod', EVIL_POD);
      });
    }), 'privileged');
  });

  test('a chart that a validation removes and recreates is evaluated', () => {
    expectSafe(enforced((chart, app) => {
      new ApiObject(chart, 'pod', goodPod() as never);
      onCall(chart, 1, () => {
        app.node.tryRemoveChild('shop');
        new ApiObject(new Chart(app, 'shop'), 'pod', EVIL_POD);
      });
    }));
  });

  test('a subclass of App that writes each chart with super.synth is evaluated', () => {
    class Twice extends App {
      public synth() {
        const { outdir } = this;
        for (const folder of ['a', 'b']) {
          (this as { outdir: string }).outdir = join(outdir, folder);
          super.synth();
        }
      }
    }
    expectSafe((props) => {
      const app = new Twice(props);
      Hardening.of(app).enforce(BASELINE);
      new ApiObject(new Chart(app, 'shop'), 'evil', EVIL_POD);
      return app;
    }, 'privileged');
  });

  onLinux('a stream of hostile objects is read by kubectl as it was evaluated', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    Hardening.of(app).enforce(BASELINE);
    const texts = ['\n', '\n\n', 'a\n\n', 'a\n---\nb', '---', '--- a', '...', '{', '{}', '%YAML 1.1', '%', `a${LS}---${LS}kind: Pod`, '\uFEFF---', '\r---\r',
      ' ---', '\t', '|', '>', '&a', '*a', '!!int 1', '0o7', '1_0', '0x', '1:1', '=', '~', 'null', 'y', '\u0085', 'x\u0085y: z', '\u2029- a', '\v', '\f'];
    texts.forEach((text, index) => new ApiObject(chart, `o${String(index).padStart(3, '0')}`, { ...CONFIG, metadata: { name: 'stream' }, data: { a: text, [text]: 'b' } } as never));
    const { objects, error } = readWithKubectl(new Map([['stream', app.synthYaml()]])).get('stream')!;
    expect(error).toBeUndefined();
    expect(objects).toEqual(chart.toJson().map((json) => JSON.parse(JSON.stringify(json))));
  });
});

describe('attempts on unevaluated pods', () => {
  const pod = (spec: object) => (chart: Chart) => new ApiObject(chart, 'pod', { apiVersion: 'v1', kind: 'Pod', spec } as never);
  const main = (fields: object) => pod({ containers: [{ name: 'main', image: 'app:1', ...fields }] });
  const ATTEMPTS: [string, (chart: Chart, app: App) => void][] = [
    ['an added capability in lower case', main({ securityContext: { capabilities: { add: ['sys_admin'] } } })],
    ['an added capability with a blank', main({ securityContext: { capabilities: { add: ['CAP_SYS_ADMIN '] } } })],
    ['a Lazy for a truth', main({ securityContext: { privileged: Lazy.any({ produce: () => true }) } })],
    ['a boxed truth', main({ securityContext: { privileged: Object(true) } })],
    ['a truth as a text', main({ securityContext: { privileged: 'true' } })],
    ['a user that is zero with a fraction', main({ securityContext: { runAsUser: -0, privileged: true } })],
    ['a host port', main({ ports: [{ containerPort: 80, hostPort: 80 }] })],
    ['an unmasked /proc', main({ securityContext: { procMount: 'Unmasked' } })],
    ['a profile that confines nothing', main({ securityContext: { seccompProfile: { type: 'Unconfined' } } })],
    ['a host process of Windows', pod({ securityContext: { windowsOptions: { hostProcess: true } }, hostNetwork: true, containers: [] })],
    ['a sysctl', pod({ securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] }, containers: [] })],
    ['a host path beside a null', pod({ containers: [], volumes: [{ name: 'v', emptyDir: null, hostPath: { path: '/' } }] })],
    ['an empty host path', pod({ containers: [], volumes: [{ name: 'v', hostPath: {} }] })],
    ['a pod template in a PodTemplate', (chart) => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'PodTemplate', template: { spec: EVIL_SPEC } } as never)],
    ['a ReplicaSet of extensions', (chart) => new ApiObject(chart, 'x', { apiVersion: 'extensions/v1beta1', kind: 'ReplicaSet', spec: { template: { spec: EVIL_SPEC } } })],
    ['a workflow', (chart) => new ApiObject(chart, 'x', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec: { templates: [{ name: 'a', container: EVIL_CONTAINER }] } })],
    ['a rollout', (chart) => new ApiObject(chart, 'x', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { template: { spec: EVIL_SPEC } } })],
    ['a service of Knative', (chart) => new ApiObject(chart, 'x', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { template: { spec: EVIL_SPEC } } })],
    ['a template of OpenShift', (chart) => new ApiObject(chart, 'x', { apiVersion: 'template.openshift.io/v1', kind: 'Template', objects: [EVIL_POD] } as never)],
    ['a file with an anchor and a merge key', (chart) => new Include(chart, 'files', {
      url: file('a: &a {privileged: true}\napiVersion: v1\nkind: Pod\nspec: {containers: [{name: main, image: "app:1", securityContext: {<<: *a}}]}\n'),
    })],
    ['a file with a tag', (chart) => new Include(chart, 'files', {
      url: file('apiVersion: v1\nkind: Pod\nspec: {containers: [{name: main, image: "app:1", securityContext: {privileged: !!bool "true"}}]}\n'),
    })],
    ['a file with a word for a truth of YAML 1.1', (chart) => new Include(chart, 'files', {
      url: file('apiVersion: v1\nkind: Pod\nspec: {hostPID: on, containers: [{name: main, image: "app:1", securityContext: {privileged: yes}}]}\n'),
    })],
    ['a file with a number for a user in octal', (chart) => new Include(chart, 'files', {
      url: file('apiVersion: v1\nkind: Pod\nspec: {securityContext: {runAsUser: 00}, hostIPC: true, containers: [{name: main, image: "app:1"}]}\n'),
    })],
    ['a file with several documents', (chart) => new Include(chart, 'files', { url: file(`${Yaml.stringify(CONFIG)}---\n${Yaml.stringify(EVIL_POD)}`) })],
    ['a chart below an object', (chart) => new ApiObject(new Chart(new ApiObject(chart, 'c', CONFIG), 'inner'), 'evil', EVIL_POD)],
  ];

  test.each(ATTEMPTS)('with %s are reported', (_, attack) => {
    expectSafe(enforced(attack, { ...BASELINE, failOnUnevaluated: true }), /./);
  });

  test('with a PersistentVolume on the host, which Pod Security does not know, are reported', () => {
    expectSafe(enforced((chart) => {
      new ApiObject(chart, 'pv', { apiVersion: 'v1', kind: 'PersistentVolume', spec: { hostPath: { path: '/' } } });
    }, {}), 'persistent-volume-host-path');
  });
});

describe('legitimate apps', () => {
  test('without hardening are unchanged', () => {
    const build = () => {
      const app = new App();
      new ApiObject(new Chart(app, 'shop'), 'evil', EVIL_POD);
      return app;
    };
    expect(build().synthYaml()).toContain('hostPID: true');
    expect(Object.getOwnPropertyNames(build())).not.toContain('synthYaml');
  });

  test('have the same output twice', () => {
    const app = new App();
    Hardening.of(app).enforce();
    new HardenedDeployment(new Chart(app, 'shop'), 'web', { containers: [container()] });
    expect(app.synthYaml()).toBe(app.synthYaml());
  });

  test('may have nested charts with dependencies', () => {
    expect(Object.values(leaving(enforced((chart) => {
      const inner = new Chart(chart, 'inner');
      const web = new HardenedDeployment(inner, 'web', { containers: [container()] });
      new ApiObject(chart, 'c', CONFIG).addDependency(web);
      new Deployment(inner, 'plain', { containers: [container()] });
    })))).toEqual(Array(7).fill('safe'));
  });

  test.each([true, false])('may leave out an object with hostile text next to hardened workloads: %s', (isEnforced) => {
    class Filtered extends Chart {
      public toJson() {
        return super.toJson().filter(({ kind }) => kind !== 'ConfigMap');
      }
    }
    expect(Object.values(leaving((props) => {
      const app = new App(props);
      const chart = new Filtered(app, 'shop');
      new HardenedDeployment(chart, 'web', { containers: [container()] });
      new ConfigMap(chart, 'c', { data: { script: `a${LS}b` } });
      if (isEnforced) {
        Hardening.of(app).enforce();
      }
      return app;
    }))).toEqual(Array(7).fill('safe'));
  });

  test('may sort the keys of objects', () => {
    class Sorted extends Chart {
      public toJson() {
        return super.toJson().map((json) => Object.fromEntries(Object.entries(json).reverse()));
      }
    }
    const app = new App();
    Hardening.of(app).enforce(BASELINE);
    new ApiObject(new Sorted(app, 'shop'), 'c', CONFIG);
    expect(app.synthYaml()).toMatch(/^metadata:[^]*kind: ConfigMap\napiVersion: v1\n$/);
  });

  test('may remove the object of a workload', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    new ApiObject(chart, 'c', CONFIG);
    const unsafe = new HardenedDeployment(chart, 'web', { containers: [container({ securityContext: { privileged: true, allowPrivilegeEscalation: true } })] });
    const object = ApiObject.of(unsafe);
    unsafe.node.tryRemoveChild('Resource');
    expect(app.synthYaml()).not.toContain('Deployment');
    expect(() => object.toJson()).toThrow('privileged');
  });

  const replacements: [string, (target: any, change: (json: any) => any) => void][] = [
    ['the jsii kernel', (target, change) => Object.defineProperty(target, 'toJson', {
      value: () => change(target.constructor.prototype.toJson.call(target)), configurable: true, writable: true,
    })],
    ['a mock', (target, change) => {
      const { toJson } = target;
      target.toJson = () => change(toJson.call(target));
    }],
  ];
  const replaced = (replace: (target: any) => void) => (props: AppProps) => {
    const app = new App(props);
    const chart = new Chart(app, 'shop');
    Hardening.of(app).enforce(BASELINE);
    const object = new ApiObject(chart, 'good', goodPod() as never);
    const workload = ApiObject.of(new HardenedDeployment(chart, 'web', { containers: [container()] }));
    [object, workload, chart].forEach(replace);
    return app;
  };

  test.each(replacements)('may replace toJson with %s that calls the method of the class', (_, replace) => {
    expect(Object.values(leaving(replaced((target) => replace(target, (json) => json))))).toEqual(Array(7).fill('safe'));
  });

  test.each(replacements)('report unsafe objects from toJson replaced with %s', (_, replace) => {
    expectSafe(replaced((target) => replace(target, (json) => {
      [json].flat().forEach(({ spec }) => ((spec.template?.spec ?? spec).hostPID = true));
      return json;
    })), undefined, ['ApiObject.toJson']);
  });

  test('may render within the rendering of an object', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const inner: string[] = [];
    const args = Lazy.any({
      produce: () => {
        if (inner.length === 0) {
          inner.push('');
          inner.push(app.synthYaml());
        }
        return ['x'];
      },
    });
    new HardenedDeployment(chart, 'web', { containers: [container()] });
    const object = new ApiObject(chart, 'pod', goodPod((spec) => (spec.containers[0].args = args)) as never);
    Hardening.of(app).enforce();
    object.toJson();
    expect(inner[1]).toBe(app.synthYaml());
  });
});
