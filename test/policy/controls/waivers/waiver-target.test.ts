import { Hardening } from '../../../../src';
import { reportedBy } from '../support-findings';

test('reports a waiver for an object that does not exist, at the scope of the waiver', () => {
  const [finding] = reportedBy('waiver-target', (chart) => Hardening.of(chart).addWaiver({
    control: 'privileged', reason: 'the vendor needs it', target: { kind: 'Pod', name: 'gone' },
  }));
  expect(finding).toMatchObject({ constructPath: 'shop', message: 'waiver-target: waiver of "privileged" is for Pod gone, which does not exist' });
});
