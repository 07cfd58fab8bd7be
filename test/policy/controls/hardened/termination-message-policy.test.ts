import { fixed } from './fixed';
import { GIBIBYTE } from '../../../../src/knowledge/writable-paths/declared-path';
import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { LEVELS } from '../../../../src/policy/controls/control';
import { seededPaths } from '../../../../src/policy/controls/hardened/seeded-paths';
import { terminationMessagePolicy } from '../../../../src/policy/controls/hardened/termination-message-policy';
import { writablePaths } from '../../../../src/policy/controls/hardened/writable-paths';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { fixesOf, stepsOf } from '../../../../src/policy/engine/fixes';
import { harden, hardenBy } from '../../../../src/policy/engine/harden';
import { profileOf } from '../../../../src/policy/engine/profile';
import { goodPod } from '../support';

const LOGS = 'FallbackToLogsOnError';
const podWith = (value: unknown, list = 'containers') => goodPod((spec) => {
  delete spec.initContainers;
  spec[list] = [{ name: 'main', image: 'app:1', terminationMessagePolicy: value }];
});
const valueIn = (manifest: any, list = 'containers') => manifest.spec[list][0].terminationMessagePolicy;

test.each([[undefined, LOGS], [null, LOGS], ['File', 'File'], [LOGS, LOGS], ['', ''], [7, 7]])('the fix turns %p into %p', (before, after) => {
  expect(valueIn(fixed(terminationMessagePolicy, podWith(before)))).toBe(after);
});

test.each([['initContainers', LOGS], ['containers', LOGS], ['ephemeralContainers', undefined]])('the fix fills it in among %s: %p', (list, expected) => {
  expect(valueIn(fixed(terminationMessagePolicy, podWith(undefined, list)), list)).toBe(expected);
});

test('containers that the library adds get it, too', () => {
  const path = { kind: 'emptyDir', path: '/etc/app', sizeLimit: GIBIBYTE, inMemory: false, seed: { replaces: false }, container: 'main' } as const;
  const context = amended(DEFAULT_CONTEXT, { choices: { writablePaths: [path] } });
  const steps = fixesOf([terminationMessagePolicy, seededPaths, writablePaths]);
  const { manifest }: any = hardenBy(podWith(undefined), () => ({ context, steps }));
  expect(manifest.spec.initContainers).toMatchObject([{ terminationMessagePolicy: LOGS }]);
});

test.each(LEVELS)('only the profile hardened fills it in, %s', (level) => {
  const { manifest } = hardenBy(podWith(undefined), () => ({ context: DEFAULT_CONTEXT, steps: stepsOf({ level }) }));
  expect(valueIn(manifest)).toBe(level === 'hardened' ? LOGS : undefined);
});

test.each([undefined, 'File', LOGS, 'Other'])('no value is reported: %p', (value) => {
  const findings = evaluate(podWith(value), profileOf('hardened'), DEFAULT_CONTEXT);
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.map(({ control }) => control.id)).not.toContain(terminationMessagePolicy.id);
});

test('the change names the control', () => {
  const { changes } = harden(podWith(undefined));
  expect(changes.filter(({ control }) => control === terminationMessagePolicy.id)).toEqual([{
    control: 'termination-message-policy', path: ['spec', 'containers', 0, 'terminationMessagePolicy'], before: undefined, after: LOGS,
  }]);
});
