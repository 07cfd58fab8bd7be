import { isObject, JsonObject } from '../../../../src/formats/manifest/json';
import { ObjectSetting, SettingsControl } from '../../../../src/policy/controls/object-settings';
import { violations } from '../support';

/** The object of a row with a value in its field. */
export function objectWith(row: ObjectSetting, value: unknown, kind = row.kinds[0]): JsonObject {
  const { name = 'web', field, example: { beside } } = row;
  const [group, ofGroup] = kind.split('/');
  const steps = [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([step, key]) => key ?? step);
  const inner = steps.reduceRight<unknown>((below, step) => step === '*' ? [below] : { [step]: below }, value);
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  return merged({ apiVersion, kind: ofGroup, metadata: { name } }, merged(beside ?? {}, inner as JsonObject));
}

function merged(one: JsonObject, other: JsonObject): JsonObject {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  const valueOf = (key: string) => isObject(one[key]) && isObject(other[key]) ? merged(one[key], other[key]) : other[key] ?? one[key];
  return Object.fromEntries([...keys].map((key) => [key, valueOf(key)]));
}

/** The tests of a control on single fields: each row has its finding in each kind, its good value has none, and it has a source. */
export function testRows(control: SettingsControl): void {
  const rows = control.rows.flatMap((row) => row.kinds.map((kind) => [`${row.product}: ${kind} ${row.field}`, row, kind] as const));

  test.each(rows)('reports %s', (_, row, kind) => {
    const found = violations(control, objectWith(row, row.example.bad, kind));
    expect(found.filter(({ detail }) => detail === row.effect).map(({ risk }) => risk)).toEqual([row.risk]);
    expect(Object.keys(control.risk)).toContain(row.risk);
    expect(row.source).toMatch(/^https:\/\/\S+/);
  });

  test.each(rows)('accepts the good value of %s', (_, row, kind) => {
    expect(violations(control, objectWith(row, row.example.good, kind))).toEqual([]);
    const other = objectWith(row, row.example.bad, kind);
    expect(row.name === undefined ? [] : violations(control, { ...other, metadata: { name: 'other' } })).toEqual([]);
  });

  test('survives odd values', () => {
    for (const row of control.rows) {
      for (const value of [undefined, null, 7, 'text', [], [null], {}, { a: [1] }]) {
        expect(() => violations(control, objectWith(row, value))).not.toThrow();
        const odd = { ...objectWith(row, undefined), spec: value, data: value, rules: value, metadata: value };
        expect(() => violations(control, odd)).not.toThrow();
      }
    }
  });
}
