import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing, Yaml, YamlOutputType } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { emittedText } from '../../../src/constructs/synth/emitted-text';
import { HardenedDeployment, Hardening, HardeningProfile } from '../../../src/index';
import { readWithKubectl } from '../../formats/yaml/kubectl';
import { goodPod } from '../../policy/controls/support';
import { container, newChart, synthError } from '../workloads/support';

/** YAML 1.1 takes it for a line break, and the package `yaml` prints it as it is. */
const LS = '\u2028';
const spaces = (count: number) => ' '.repeat(count);

/** Strings that cdk8s prints so that kubectl reads something else, or nothing. */
const HOSTILE: readonly [string, string][] = [
  ['a field', `/x${LS}${spaces(6)}hostPID:${LS}${spaces(8)}true`],
  ['a container', `x${LS}        - name:${LS}            evil${LS}          image: evil`],
  ['another object', `x\ny${LS}kind: Pod${LS}spec: {hostPID: true}`],
  ['an octal number', '0o17'],
  ['a line separator at its end', `/etc${LS}`],
  ['a number before a line separator', `1${LS}`],
  ['a paragraph separator', 'a\u2029b'],
  ['a next line', 'a\u0085b'],
  ['a delete character', 'a\u007Fb'],
  ['a control character of C1', 'a\u009Bb'],
  ['a character that is none', 'a\uFFFE\uFFFFb'],
  ['a byte order mark', '\uFEFFa'],
  ['a tab at the start of a block', '\n\tx'],
  ['a tab on a blank line', '\t\nx'],
];

function readBack(texts: ReadonlyMap<string, string>): Map<string, unknown> {
  return new Map([...readWithKubectl(texts)].map(([name, { objects, error }]) => [name, error ?? objects]));
}

describe('emitted text, read by kubectl', () => {
  const cases = HOSTILE.flatMap(([what, text]) => [
    [`${what}, in a value`, { data: { a: text, z: 'z' } }],
    [`${what}, in a list`, { list: [text, 'z'] }],
    [`${what}, in a key`, { data: { [text]: 'a', z: 'z' } }],
  ] as const);

  test('hostile strings are read back as they were evaluated, in every output', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'emitted-text-')) });
    const texts = new Map<string, string>();
    const expected = new Map<string, unknown>();
    cases.forEach(([, content], index) => {
      const name = `case${index}`;
      const chart = new Chart(app, name);
      new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Foo', metadata: { name }, ...content });
      expected.set(name, [{ apiVersion: 'v1', kind: 'Foo', metadata: { name }, ...content }]);
    });
    Hardening.of(app).enforce({ profile: HardeningProfile.PSS_BASELINE });
    app.synth();
    for (const file of readdirSync(app.outdir)) {
      texts.set(file.split('.')[0], readFileSync(join(app.outdir, file), 'utf8'));
    }
    expect(readBack(texts)).toEqual(expected);
    const together = app.synthYaml().split(/^---\n/m);
    expect(together.sort()).toEqual([...texts.values()].sort());
  });

  test.each([1, 2, 3].map((number) => number + Number(process.env.FUZZ_SEED ?? 0)))('any JSON that a synthesis accepts is read back unchanged, seed %i', (seed) => {
    const odd = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(...HOSTILE.map(([, text]) => text), '0x1f', '1_000', '1:30', '2001-01-01', '~', '', ' ', 'y', 'No', '1e3', '.5', '-',
          '?', ': ', ' #', '#', '*a', '&a', '!a', '%a', '@a', '`a', '{', '[', '"', "'", '|', '>', '---', '...', '- a', 'a: b', 'a #b', 'a:', '\r', '\r\n', 'a\n', '\n', '\na',
          ' a', 'a ', 'a\n\n', 'a\n b', '  a\nb', '\u00A0', 'é', '😀', '\0', '\u001B', '=', '<<', 'null', '0', '017', '1.', '+1', '-0', '.inf', '.nan', '0b1', '12e03'),
      },
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', ':', '#', LS, '-', "'", '"', '\\', '1', 'o', '\u0085'), maxLength: 12 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, odd, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean(),
        fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(odd, tie('value'), { maxKeys: 3 })),
    }));
    const samples = fc.sample(value, { numRuns: 300, seed }).map((data, index) => ({ apiVersion: 'v1', kind: 'Foo', metadata: { name: `case${index}` }, data }));
    const chart = new Chart(new App(), 'chart');
    samples.forEach((sample, index) => new ApiObject(chart, `o${index}`, { apiVersion: 'v1', kind: 'Foo', metadata: sample.metadata })
      .addJsonPatch(JsonPatch.add('/data', sample.data)));
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE });
    const accepted = ApiObject.of(chart.node.children[0]) && chart.node.children.flatMap((object) => {
      try {
        return [(object as ApiObject).toJson()];
      } catch (error) {
        expect((error as Error).message).toMatch(/kubectl would read another value|merge-keys/);
        return [];
      }
    });
    expect(accepted.length).toBeGreaterThan(200);
    const texts = new Map(accepted.map((json) => [json.metadata.name, Yaml.stringify(json)]));
    for (const [name, objects] of readBack(texts)) {
      expect(objects).toEqual([JSON.parse(JSON.stringify(accepted.find(({ metadata }) => metadata.name === name)))]);
    }
  });
});

test('text that cdk8s prints correctly does not change', () => {
  const chart = newChart();
  const data = { script: '#!/bin/sh\nset -e\n\techo hé\n', number: '017', flag: 'yes', empty: '', version: '1.20' };
  new ConfigMap(chart, 'c', { data });
  const before = App.of(chart).synthYaml();
  Hardening.of(chart).enforce();
  expect(App.of(chart).synthYaml()).toBe(before);
});

test('a ConfigMap without a gate cannot smuggle a Pod if the app has a hardened workload', () => {
  const chart = newChart();
  new ConfigMap(chart, 'c', { data: { a: `x\ny${LS}kind: Pod${LS}spec: {hostPID: true}` } });
  new HardenedDeployment(chart, 'web', { containers: [container()] });
  expect(App.of(chart).synthYaml()).toContain('a: "x\\ny\\u2028kind: Pod\\u2028spec: {hostPID: true}"');
});

test.each(Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type !== 'string'))('escapes text in output type %s', (yamlOutputType) => {
  const outdir = mkdtempSync(join(tmpdir(), 'emitted-text-'));
  const app = new App({ outdir, yamlOutputType });
  new ApiObject(new Chart(app, 'shop'), 'c', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '0o17' } } as never);
  Hardening.of(app).enforce();
  app.synth();
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(readFileSync(join(files[0].parentPath, files[0].name), 'utf8')).toContain('a: "0o17"');
});

describe('an object with escaped text', () => {
  const made = () => {
    const chart = newChart();
    new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: '0o17' } } as never);
    Hardening.of(chart).enforce();
    return chart;
  };
  const plain = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: { a: '0o17' } };

  test('is plain JSON for everything except the YAML printer', () => {
    const [json] = made().toJson();
    expect(json).toStrictEqual(plain);
    expect(JSON.parse(JSON.stringify(json))).toEqual(plain);
    expect(Object.keys(json)).toEqual(['apiVersion', 'kind', 'metadata', 'data']);
    expect({ ...json }).toEqual(plain);
    expect(Testing.synth(made())).toEqual([plain]);
  });

  test('is escaped as part of another value', () => {
    expect(stringify({ items: made().toJson() })).toBe(stringify({ items: [plain] }));
  });

  test('is printed with later changes', () => {
    const [json] = made().toJson();
    json.data.b = '0o20';
    expect(Yaml.stringify(json)).toContain('a: "0o17"\n  b: "0o20"');
    json.data.b = 'c';
    delete json.data.a;
    expect(Yaml.stringify(json)).toContain('data:\n  b: c\n');
    json.data.b = '\uD800';
    expect(() => Yaml.stringify(json)).toThrow('kubectl would read another value than "\\ud800" at data.b');
  });
});

describe('a synthesis fails', () => {
  const failing = (data: object) => {
    const chart = newChart();
    new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'Foo' }).addJsonPatch(JsonPatch.add('/data', data));
    Hardening.of(chart).enforce();
    return synthError(chart);
  };

  test('for an unpaired surrogate', () => {
    expect(failing({ a: 'x\uD800' })).toContain('[shop/c] emitted-yaml: kubectl would read another value than "x\\ud800" at data.a');
  });

  test('for a key that is too long', () => {
    expect(failing({ [LS.repeat(200)]: 1 })).toContain('is longer than 1000 characters with its escapes');
  });

  test.each([['privileged', { privileged: false, toJSON: () => ({ privileged: true }) }], ['whole', { toJSON: () => ({}) }]])('for a toJSON method: %s', (_, data) => {
    const chart = newChart();
    const object = new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'Foo' });
    object.toJson = () => ({ apiVersion: 'v1', kind: 'Foo', metadata: { name: 'c' }, data });
    Hardening.of(chart).enforce();
    expect(synthError(chart)).toContain('[shop/c] plain-data: data.toJSON is a function');
  });

  test('if cdk8s did not print the text of an object', () => {
    class Copying extends Chart {
      public toJson() {
        return super.toJson().map((json) => ({ ...json }));
      }
    }
    const chart = new Copying(new App(), 'shop');
    new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'Foo', contents: 'x', data: { a: '0o17' } } as never);
    Hardening.of(chart).enforce();
    expect(() => App.of(chart).synthYaml()).toThrow('[shop/c] emitted-yaml: kubectl would read its YAML differently');
    expect(() => App.of(chart).synth()).toThrow('[shop/c] emitted-yaml: kubectl would read its YAML differently');
  });
});

test('a copy that a chart returns is printed like the object', () => {
  class Copying extends Chart {
    public toJson() {
      return super.toJson().map((json) => ({ ...json }));
    }
  }
  const chart = new Copying(new App(), 'shop');
  new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'Foo', data: { a: '0o17' } } as never);
  Hardening.of(chart).enforce();
  expect(App.of(chart).synthYaml()).toContain('a: "0o17"');
});

test('most objects are not read back', () => {
  expect(emittedText(goodPod())).toBe(emittedText({ kind: 'Pod' }));
});
