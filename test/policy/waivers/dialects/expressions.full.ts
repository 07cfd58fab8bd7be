import { CATALOG } from '../../../../src/policy/controls/catalog';
import { STANDARDS } from '../../../../src/policy/controls/known-as';
import { FoundRule, idsFor } from '../../../../src/policy/controls/known-as/standard';

const SECONDS = 5;

// Names of roles, resources and annotations in charts are hostile.
test('each expression that decides what a scanner reports runs in linear time', () => {
  const hostile = ['* in resources of ', 'resources=', 'apiGroups=', '* in verbs of apiGroups=', 'bind: resources=', 'snippet', 'snippet=', 'pods/exec: ', ' ', ',', '*']
    .map((text) => text.repeat(50_000));
  const found = (value: string): Omit<FoundRule, 'control'> => ({ value, path: value, object: value, isSet: true });
  const start = process.hrtime.bigint();
  for (const standard of STANDARDS) {
    for (const { id } of CATALOG) {
      hostile.forEach((value) => idsFor(standard, { ...found(value), control: id }));
    }
  }
  expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(SECONDS);
});
