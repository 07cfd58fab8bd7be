import { isAbsent } from '../../../src/formats/manifest/json';
import { thirdPartyContext } from '../../../src/policy/context/context';
import { remedyInCodeOf } from '../../../src/policy/controls/remedy-in-code';
import { evaluate } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { PLATFORMS } from '../../../src/policy/settings/target';

const PODS: readonly object[] = [
  { containers: [{ name: 'main' }] },
  { containers: [{ name: 'main', image: 'app:1', securityContext: {} }], securityContext: {} },
  { containers: [{ name: 'main', image: 'app:1', resources: {} }], initContainers: [{ name: 'first' }], volumes: [{ name: 'v' }] },
];

test.each(PLATFORMS)('no finding on a field that is not set says to remove it: %s', (platform) => {
  const found = PODS.flatMap((spec) => evaluate({ apiVersion: 'v1', kind: 'Pod', spec }, profileOf('hardened'), thirdPartyContext(platform)))
    .filter(({ value, detail }) => isAbsent(value) && detail === undefined);
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter(({ remedy, remedyInCode }) => [remedy, remedyInCodeOf(remedyInCode, 'hardened') ?? '', remedyInCodeOf(remedyInCode, 'plain') ?? ''].some((text) => /^remove|or remove (?:it|the field)/.test(text))).map(({ control }) => control.id)).toEqual([]);
});
