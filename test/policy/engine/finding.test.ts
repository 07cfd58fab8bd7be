import { CATALOG } from '../../../src/policy/controls/catalog';
import { Control, isPodControl } from '../../../src/policy/controls/control';
import { isUnevaluated } from '../../../src/policy/engine/finding';

const isFoundBy = (control: Control) => isUnevaluated({ control, risk: 'high', severity: 'error', path: [], value: undefined, remedy: '' });

test('five controls report that pods, or settings of pods, were not evaluated', () => {
  expect(CATALOG.filter(isFoundBy).map(({ id }) => id).sort()).toEqual([
    'unevaluated-pod-template', 'unsafe-custom-value', 'unsafe-custom-value-restricted', 'unsafe-embedded-text', 'unsafe-embedded-text-restricted',
  ]);
});

test('a control on pods never does', () => {
  const control: Control = { ...CATALOG.find(isPodControl)!, ...{ isUnevaluated: true } };
  expect(isFoundBy(control)).toBe(false);
});
