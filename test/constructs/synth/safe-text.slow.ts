import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { safeKeys, safeTexts } from './texts';
import { emittedText } from '../../../src/constructs/synth/emitted-text';
import { readWithKubectl } from '../../formats/yaml/kubectl';

test('kubectl reads strings as they are that are not read back', () => {
  const count = Number(process.env.FUZZ_RUNS ?? 2000);
  const data = fc.tuple(safeKeys, safeTexts, safeTexts).map(([key, one, other]) =>
    ({ [key]: one, list: [one, [other, { [key]: other, next: one }]], map: { [key]: [one] } }));
  const objects = fc.sample(data, { numRuns: count, seed: Number(process.env.FUZZ_SEED ?? 1) }).map((sample, index) =>
    ({ apiVersion: 'v1', kind: 'Foo', metadata: { name: `case${index}` }, data: sample }));
  expect(objects.map(emittedText).filter(({ own, problem }) => own !== undefined || problem !== undefined)).toEqual([]);
  const files = new Map(objects.map((object) => [object.metadata.name, Yaml.stringify(object)]));
  const readings = readWithKubectl(files);
  expect(objects.map(({ metadata: { name } }) => readings.get(name)!.error ?? readings.get(name)!.objects[0])).toEqual(objects);
});
