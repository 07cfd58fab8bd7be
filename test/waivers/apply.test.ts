import { finding, waiver } from './findings';
import { EvaluatedFinding } from '../../src/engine/finding';
import { Waiver } from '../../src/settings/waiver';
import { applyWaivers, covers } from '../../src/waivers/apply';

test.each<[string, Partial<Waiver>, Partial<EvaluatedFinding>, boolean]>([
  ['nothing but the control', {}, {}, true],
  ['a value that is pinned', { allow: ['a'] }, { allowKey: 'a' }, true],
  ['one of several values', { allow: ['a', 'b'] }, { allowKey: 'b' }, true],
  ['another value', { allow: ['a'] }, { allowKey: 'b' }, false],
  ['a longer value', { allow: ['a'] }, { allowKey: 'ab' }, false],
  ['a value that is not pinned', {}, { allowKey: 'a' }, false],
  ['no value where one is pinned', { allow: ['a'] }, {}, false],
  ['an empty value', { allow: [''] }, { allowKey: '' }, true],
  ['a container that is named', { containers: ['main'] }, { container: 'main' }, true],
  ['one of several containers', { containers: ['a', 'main'] }, { container: 'main' }, true],
  ['another container', { containers: ['main'] }, { container: 'late' }, false],
  ['a container that is not named', {}, { container: 'main' }, false],
  ['an init container, where a container of that name is named', { containers: ['main'] }, { container: 'main', list: 'initContainers' }, false],
  ['an init container that is named', { initContainers: ['main'] }, { container: 'main', list: 'initContainers' }, true],
  ['an ephemeral container that is named', { ephemeralContainers: ['main'] }, { container: 'main', list: 'ephemeralContainers' }, true],
  ['a container, where an init container of that name is named', { initContainers: ['main'] }, { container: 'main', list: 'containers' }, false],
  ['the template that is named', { template: 'spec.templates[a]' }, { template: 'spec.templates[a]' }, true],
  ['another template', { template: 'spec.templates[a]' }, { template: 'spec.templates[b]' }, false],
  ['no template, in an object with several', {}, { template: 'spec.templates[a]' }, false],
  ['a template, in an object with one', { template: 'spec.template' }, {}, false],
  ['the pod, where a container is named', { containers: ['main'] }, {}, true],
  ['container and value', { containers: ['main'], allow: ['a'] }, { container: 'main', allowKey: 'a' }, true],
  ['the container with another value', { containers: ['main'], allow: ['a'] }, { container: 'main', allowKey: 'b' }, false],
])('%s', (_, ofWaiver, ofFinding, expected) => {
  expect(covers(waiver('privileged', ofWaiver), finding('privileged', ofFinding))).toBe(expected);
  expect(covers(waiver('host-ports', ofWaiver), finding('privileged', ofFinding))).toBe(false);
});

test('each finding gets the first waiver that fits, and is otherwise as it was', () => {
  const findings = [finding('privileged'), finding('host-ports', { allowKey: '80' }), finding('sysctls')];
  const waivers = [waiver('host-ports', { allow: ['81'] }), waiver('host-ports', { allow: ['80'] }), waiver('host-ports', { allow: ['80', '81'] }), waiver('privileged')];
  const judged = applyWaivers(findings, waivers);
  expect(judged.map((one) => one.waiver && waivers.indexOf(one.waiver))).toEqual([3, 1, undefined]);
  expect(judged.map(({ waiver: _, ...rest }) => rest)).toEqual(findings);
  expect(findings.some((one) => 'waiver' in one)).toBe(false);
});

test('nothing is copied where there is nothing to cover with', () => {
  const findings = [finding('privileged')];
  expect(applyWaivers(findings, [])).toBe(findings);
});
