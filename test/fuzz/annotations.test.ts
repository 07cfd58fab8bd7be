import * as fc from 'fast-check';
import { auditHere, expectAnswer } from './audit-here';
import { WAIVERS_ANNOTATION } from '../../src/policy/waivers/annotation';
import { waivingPod, WAIVER } from '../commands/cli/support';
import { goodPod } from '../policy/controls/support';

// The one place where a text in a manifest is read as JSON once more.

const withAnnotation = (text: unknown) => JSON.stringify(goodPod((_, pod) => {
  pod.metadata.annotations = { [WAIVERS_ANNOTATION]: text };
}));

test.each<[string, unknown]>([
  ['an empty text', ''], ['null', 'null'], ['a number', '7'], ['a list with null', '[null]'], ['lists', '[[[]]]'], ['an object', '{}'], ['an object as value', { a: 1 }],
  ['depth', '['.repeat(100_000)], ['deeply nested lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`], ['a long text', `"${'x'.repeat(1_000_000)}"`],
  ['a key named __proto__', '[{"__proto__": {"control": "privileged"}, "reason": "a b c"}]'], ['a duplicate key', '[{"control": "sudo", "control": "privileged"}]'],
  ['an unpaired surrogate', '[{"control": "\\ud800"}]'], ['line breaks', '[\n\r\u2028]'],
  ['a control that is an object', '[{"control": {"toString": 1}, "reason": "a b c"}]'],
])('audits an annotation with %s', (_, text) => expectAnswer(auditHere(withAnnotation(text))));

test('audits a damaged waiver annotation', () => {
  const whole = JSON.stringify([WAIVER]);
  const piece = fc.constantFrom('"', '[', ']', '{', '}', ',', ':', '\\', '\\u', 'null', '"control"', '"reason": 7,', '\0', '\n', 'x', '');
  fc.assert(fc.property(fc.nat(whole.length), fc.nat(20), piece, (place, removed, inserted) =>
    expectAnswer(auditHere(withAnnotation(whole.slice(0, place) + inserted + whole.slice(place + removed))))), { numRuns: 500 });
}, 60_000);

test('audits an annotation with any JSON', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom('control', 'reason', 'allow', 'containers', 'expires', 'owner'), (value, field) => {
    expectAnswer(auditHere(waivingPod([{ ...WAIVER, [field]: value }])));
    expectAnswer(auditHere(withAnnotation(JSON.stringify(value))));
  }), { numRuns: 300 });
}, 60_000);
