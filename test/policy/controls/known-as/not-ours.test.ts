import { knownIds, NOT_OURS } from './not-ours';
import { STANDARDS } from '../../../../src/policy/controls/known-as';
import { Standard } from '../../../../src/policy/controls/known-as/standard';

// The number of checks that each scanner had when its sources were read: an id that is lost, or invented, changes it.
const CHECKS: { readonly [scanner: string]: number } = { 'Checkov': 147, 'kube-score': 39, 'kube-linter': 63, 'Polaris': 44, 'Trivy': 197, 'kubesec': 26, 'Kubescape': 123 };

test.each(Object.keys(NOT_OURS))('each check of %s has a control or a reason, and not both', (scanner) => {
  const standard = STANDARDS.find(({ name }) => name === scanner) as Standard;
  const known = knownIds(standard);
  const left = Object.values(NOT_OURS[scanner]).flat();
  expect(left.filter((id, index) => known.includes(id) || left.indexOf(id) !== index)).toEqual([]);
  expect(new Set([...known, ...left]).size).toBe(CHECKS[scanner]);
});
