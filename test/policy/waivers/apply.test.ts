import { finding, waiver } from './findings';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { Waiver } from '../../../src/policy/settings/waiver';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { familyOf, isAbout, replacementsOf } from '../../../src/policy/waivers/coverage';
import { WaiverTerms } from '../../../src/policy/waivers/terms';

const covers = (given: Waiver, found: EvaluatedFinding) => new WaiverTerms(given).covers(found);

test.each<[string, Partial<Waiver>, Partial<EvaluatedFinding>, boolean]>([
  ['waiver of the control only', {}, {}, true],
  ['listed value', { allow: ['a'] }, { allowKey: 'a' }, true],
  ['one of several listed values', { allow: ['a', 'b'] }, { allowKey: 'b' }, true],
  ['another value', { allow: ['a'] }, { allowKey: 'b' }, false],
  ['longer value', { allow: ['a'] }, { allowKey: 'ab' }, false],
  ['waiver without values', {}, { allowKey: 'a' }, false],
  ['finding without a value', { allow: ['a'] }, {}, false],
  ['empty value', { allow: [''] }, { allowKey: '' }, true],
  ['listed container', { containers: ['main'] }, { container: 'main' }, true],
  ['one of several listed containers', { containers: ['a', 'main'] }, { container: 'main' }, true],
  ['another container', { containers: ['main'] }, { container: 'late' }, false],
  ['waiver without containers', {}, { container: 'main' }, false],
  ['init container, waiver of a container with that name', { containers: ['main'] }, { container: 'main', list: 'initContainers' }, false],
  ['listed init container', { initContainers: ['main'] }, { container: 'main', list: 'initContainers' }, true],
  ['listed ephemeral container', { ephemeralContainers: ['main'] }, { container: 'main', list: 'ephemeralContainers' }, true],
  ['container, waiver of an init container with that name', { initContainers: ['main'] }, { container: 'main', list: 'containers' }, false],
  ['listed template', { template: 'spec.templates[a]' }, { template: 'spec.templates[a]' }, true],
  ['another template', { template: 'spec.templates[a]' }, { template: 'spec.templates[b]' }, false],
  ['waiver without a template, object with several', {}, { template: 'spec.templates[a]' }, false],
  ['waiver with a template, object with one', { template: 'spec.template' }, {}, false],
  ['finding of the pod, waiver of a container', { containers: ['main'] }, {}, false],
  ['listed container and value', { containers: ['main'], allow: ['a'] }, { container: 'main', allowKey: 'a' }, true],
  ['listed container with another value', { containers: ['main'], allow: ['a'] }, { container: 'main', allowKey: 'b' }, false],
])('%s: the waiver %j covers the finding %j: %s', (_, ofWaiver, ofFinding, expected) => {
  expect(covers(waiver('privileged', ofWaiver), finding('privileged', ofFinding))).toBe(expected);
  expect(covers(waiver('host-ports', ofWaiver), finding('privileged', ofFinding))).toBe(false);
});

test('a waiver of containers also covers what only pods have, since it can be of several controls', () => {
  const both = { controls: ['privileged', 'host-namespaces'], reason: 'x', containers: ['main'], allow: ['hostPID'] };
  expect(covers(both, finding('host-namespaces', { allowKey: 'hostPID' }))).toBe(true);
});

test('each finding gets the first waiver that covers it, and is otherwise unchanged', () => {
  const findings = [finding('privileged'), finding('host-ports', { allowKey: '80' }), finding('sysctls')];
  const waivers = [waiver('host-ports', { allow: ['81'] }), waiver('host-ports', { allow: ['80'] }), waiver('host-ports', { allow: ['80', '81'] }), waiver('privileged')];
  const applied = applyWaivers(findings, waivers);
  expect(applied.map((one) => one.waiver && waivers.indexOf(one.waiver))).toEqual([3, 1, undefined]);
  expect(applied.map(({ waiver: _, ...rest }) => rest)).toEqual(findings);
  expect(findings.some((one) => 'waiver' in one)).toBe(false);
});

test('returns the same list if there are no waivers', () => {
  const findings = [finding('privileged')];
  expect(applyWaivers(findings, [])).toBe(findings);
});

test.each<[string, Partial<Waiver>, Partial<EvaluatedFinding>, boolean]>([
  ['no container', {}, { container: 'app' }, true],
  ['the container', { containers: ['app'] }, { container: 'app' }, true],
  ['another container', { containers: ['other'] }, { container: 'app' }, false],
  ['an init container of the same name', { initContainers: ['app'] }, { container: 'app' }, false],
  ['the init container', { initContainers: ['app'] }, { container: 'app', list: 'initContainers' }, true],
  ['a container, for the pod itself', { containers: ['other'] }, {}, false],
])('what a container has of its pod is covered by a waiver of the pod that names %s, or not', (_, fields, place, expected) => {
  const found = finding('seccomp-profile-restricted', { ...place, counterparts: [finding('seccomp-profile-baseline')] });
  expect(applyWaivers([found], [waiver('seccomp-profile-baseline', fields)])[0].waiver !== undefined).toBe(expected);
});

test('a finding is about its own control and about those of other profiles that find the same', () => {
  const found = finding('capabilities-restricted', { counterparts: [finding('capabilities-baseline')] });
  expect(['capabilities-restricted', 'capabilities-baseline', 'sysctls'].map((id) => isAbout(found, id))).toEqual([true, true, false]);
});

test.each([
  ['capabilities-baseline', ['capabilities-baseline', 'capabilities-restricted'], ['capabilities-baseline', 'capabilities-restricted']],
  ['capabilities-restricted', ['capabilities-restricted', 'capabilities-baseline'], ['capabilities-restricted']],
  ['sysctls', ['sysctls'], ['sysctls']],
])('controls of other profiles are like %s, and only stricter ones replace it', (id, family, replacements) => {
  expect(familyOf(id)).toEqual(family);
  expect(replacementsOf(id)).toEqual(replacements);
});

test('a waiver covers exactly what its own control finds, in its own template', () => {
  const coversExactly = (id: string, template?: string) =>
    new WaiverTerms(waiver('capabilities-baseline', { template: 'spec.templates[a]' }))
      .coversExactly(finding(id, { template, counterparts: [finding('capabilities-baseline')] }));
  expect(coversExactly('capabilities-baseline', 'spec.templates[a]')).toBe(true);
  expect(coversExactly('capabilities-baseline', 'spec.templates[b]')).toBe(false);
  expect(coversExactly('capabilities-restricted', 'spec.templates[a]')).toBe(false);
});

describe('of several waivers that cover the finding of an instruction', () => {
  const [ofFile, ofPart, ofOther] = [1, 2, 3].map(() => waiver('dockerfile-sudo'));
  const parts = new Map<Waiver, string>([[ofPart, 'RUN a'], [ofOther, 'RUN b']]);
  const covering = (...waivers: Waiver[]) =>
    applyWaivers([finding('dockerfile-sudo')], waivers, { partOf: (each) => parts.get(each), partOfFinding: () => 'RUN a' })[0].waiver;

  test('the first counts, whether it is for the instruction or for the file', () => {
    expect(covering(ofFile, ofPart)).toBe(ofFile);
    expect(covering(ofPart, ofFile)).toBe(ofPart);
  });

  test('one for another instruction does not count', () => {
    expect(covering(ofOther)).toBeUndefined();
    expect(covering(ofOther, ofPart)).toBe(ofPart);
  });
});

test('an expected value is a finding only if a waiver covers it, and other findings stay', () => {
  const [expected, other] = [finding('user-id', { isExpected: true }), finding('privileged')];
  const given = waiver('user-id');
  expect(applyWaivers([expected, other], [])).toEqual([other]);
  expect(applyWaivers([expected, other], [given])).toEqual([{ ...expected, waiver: given }, other]);
});

test('a waiver that names no control covers nothing', () => {
  expect(covers({ reason: 'the vendor needs it' }, finding('privileged'))).toBe(false);
});

test('a finding in one template gets no waiver of another', () => {
  const [one, other] = [waiver('privileged', { template: 'spec.templates[a]' }), waiver('privileged', { template: 'spec.templates[b]' })];
  const applied = applyWaivers([finding('privileged', { template: 'spec.templates[b]' }), finding('privileged')], [one, other]);
  expect(applied.map((each) => each.waiver)).toEqual([other, undefined]);
});
