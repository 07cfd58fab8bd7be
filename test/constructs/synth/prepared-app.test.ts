import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import { hookTree } from '../../../src/constructs/synth/hook';

// test/properties/prepared-app.ts compares random apps with plain cdk8s. Here is how often an app is prepared.

function configMap(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' });
}

/** Charts `c0`, `c1`, ... with two objects each. `during` runs when the chart in the middle is emitted. */
function newApp(count: number, during: (app: App) => void = () => undefined): App {
  class Middle extends Chart {
    public toJson(): any[] {
      during(App.of(this) as App);
      return super.toJson();
    }
  }
  const app = new App();
  for (let i = 0; i < count; i++) {
    const chart = new (i === Math.floor(count / 2) ? Middle : Chart)(app, `c${i}`);
    const group = new Construct(chart, 'group');
    configMap(group, 'a');
    configMap(group, 'b');
  }
  return app;
}

/** How often cdk8s or we validate an app while it synthesizes. */
function validations(app: App): number {
  let calls = 0;
  app.node.addValidation({ validate: () => (calls++, []) });
  hookTree(app);
  app.synthYaml();
  return calls;
}

const find = (app: App, at: string) => at.split('/').reduce<Construct>((scope, id) => scope.node.findChild(id) as Construct, app);

test('any number of charts takes the same number of validations', () => {
  // By cdk8s before the charts and for two of them, which are the largest one and the one with its own toJson, and once after all.
  expect([3, 20, 100].map((count) => validations(newApp(count)))).toEqual([4, 4, 4]);
});

test('two charts are left to cdk8s', () => {
  expect(validations(newApp(2))).toBe(3);
});

test.each<[string, (app: App) => void]>([
  ['a child is added', (app) => configMap(find(app, 'c0/group'), 'late')],
  ['a child is removed', (app) => find(app, 'c0/group').node.tryRemoveChild('a')],
  ['a dependency is added', (app) => find(app, 'c0/group').node.addDependency(find(app, 'c1/group'))],
  ['a validation is added', (app) => find(app, 'c0').node.addValidation({ validate: () => [] })],
])('cdk8s makes every chart from the moment when %s', (_, change) => {
  expect(validations(newApp(20, change))).toBeGreaterThanOrEqual(12);
});

test('a dependency that is there already is not a change', () => {
  const app = newApp(20, (same) => find(same, 'c0/group').node.addDependency(find(same, 'c1/group')));
  find(app, 'c0/group').node.addDependency(find(app, 'c1/group'));
  expect(validations(app)).toBe(4);
});

test('an app that depends on a group, which can grow, is left to cdk8s', () => {
  const app = newApp(20);
  find(app, 'c0/group').node.addDependency(new DependencyGroup(find(app, 'c1/group')));
  expect(validations(app)).toBe(21);
});

test('a node of another copy of constructs, whose changes are not counted, is left to cdk8s', () => {
  const app = newApp(20);
  hookTree(app);
  const { node } = configMap(find(app, 'c0'), 'foreign');
  Object.setPrototypeOf(node, Object.create(Object.getPrototypeOf(node)));
  expect(validations(app)).toBe(21);
});

test('a version of cdk8s whose charts have another order makes all of them', () => {
  const original = Chart.prototype.toJson;
  const reversed = jest.spyOn(Chart.prototype, 'toJson').mockImplementation(function (this: Chart) {
    return original.call(this).reverse();
  });
  class Reversed extends Chart {} // Another class than that of other tests: its methods are replaced once.
  const app = new App();
  for (let i = 0; i < 20; i++) {
    const chart = new Reversed(app, `c${i}`);
    configMap(chart, 'a');
    configMap(chart, 'b');
  }
  expect(validations(app)).toBe(22);
  expect(app.synthYaml().match(/name: c0-\w/g)).toEqual(['name: c0-b', 'name: c0-a']);
  reversed.mockRestore();
});

/** An app of four charts whose validation fails after a chart was emitted. */
function breakingApp(breaking: number): App {
  const app = new App();
  let isBroken = false;
  class Breaking extends Chart {
    public toJson(): any[] {
      const json = super.toJson();
      isBroken = true;
      return json;
    }
  }
  for (let i = 0; i < 4; i++) {
    configMap(new (i === breaking ? Breaking : Chart)(app, `c${i}`), 'a');
  }
  app.node.addValidation({ validate: () => isBroken ? ['broken'] : [] });
  return app;
}

test.each([0, 1, 2])('a validation that fails after chart %i of four fails the synthesis, as in plain cdk8s', (breaking) => {
  const app = breakingApp(breaking);
  hookTree(app);
  const error = 'Validation failed with the following errors:\n  [] broken';
  expect(() => app.synthYaml()).toThrow(error);
  expect(() => breakingApp(breaking).synthYaml()).toThrow(error);
});

test('a validation that fails after the last chart comes too late, as in plain cdk8s', () => {
  const app = breakingApp(3);
  hookTree(app);
  expect(app.synthYaml()).toBe(breakingApp(3).synthYaml());
});
