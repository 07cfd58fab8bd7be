import { Chart, Cron } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { container, manifestOf, newChart, synthError } from './support';
import { HardenedCronJob, HardenedJob, Hardening, JobRunProps, PodFailureAction, PodFailureRule } from '../../../src';

type Props = JobRunProps & { restartPolicy?: RestartPolicy };
const RULE = PodFailureRule.onDisruption(PodFailureAction.IGNORE);
const containers = () => [container()];

const KINDS = [
  {
    kind: 'Job',
    make: (scope: Construct, props: Props) => new HardenedJob(scope, 'task', { containers: containers(), ...props }),
    jobSpecOf: (manifest: any) => manifest.spec,
  },
  {
    kind: 'CronJob',
    make: (scope: Construct, props: Props) => new HardenedCronJob(scope, 'task', { containers: containers(), schedule: Cron.daily(), ...props }),
    jobSpecOf: (manifest: any) => manifest.spec.jobTemplate.spec,
  },
];

describe.each(KINDS)('Hardened$kind', ({ make, jobSpecOf }) => {
  const specOf = (props: Props) => jobSpecOf(manifestOf(make(newChart(), props)));

  test.each<[string, Props, object]>([
    ['no options', {}, {}],
    ['an empty policy as none', { podFailurePolicy: [] }, {}],
    ['completions', { completions: 5 }, { completions: 5 }],
    ['zeros', { completions: 0, parallelism: 0 }, { completions: 0, parallelism: 0 }],
    ['all options', { completions: 5, parallelism: 2, podFailurePolicy: [RULE] },
      { completions: 5, parallelism: 2, podFailurePolicy: { rules: [expect.objectContaining({ action: 'Ignore' })] } }],
  ])('writes %s', (_, props, expected) => {
    const { template, ...rest } = specOf(props);
    expect(rest).toEqual(expected);
  });

  test.each([
    ['onExitCodes', PodFailureRule.onExitCodes(PodFailureAction.FAIL_JOB, [42, 3, 42]),
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [3, 42] }, onPodConditions: [] }],
    ['onExitCodes of one container', PodFailureRule.onExitCodes(PodFailureAction.COUNT, [1], 'main'),
      { action: 'Count', onExitCodes: { containerName: 'main', operator: 'In', values: [1] }, onPodConditions: [] }],
    ['onOtherExitCodes', PodFailureRule.onOtherExitCodes(PodFailureAction.FAIL_JOB, [0]),
      { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] }, onPodConditions: [] }],
    ['onDisruption', RULE, { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    ['onCondition', PodFailureRule.onCondition(PodFailureAction.FAIL_JOB, 'ConfigIssue', 'False'),
      { action: 'FailJob', onPodConditions: [{ type: 'ConfigIssue', status: 'False' }] }],
  ])('writes a rule %s', (_, rule, expected) => {
    expect(specOf({ podFailurePolicy: [rule] }).podFailurePolicy).toEqual({ rules: [expected] });
  });

  test.each<[string, Props, string]>([
    ['a negative number', { completions: -1 }, 'completions is -1: use a whole number from 0 to 2147483647'],
    ['a fraction', { parallelism: 1.5 }, 'parallelism is 1.5: use a whole number'],
    ['NaN', { parallelism: NaN }, 'parallelism is NaN: use a whole number'],
    ['a number that is too large', { completions: 2 ** 31 }, 'completions is 2147483648: use a whole number'],
    ['21 rules', { podFailurePolicy: Array(21).fill(RULE) }, 'podFailurePolicy has 21 rules: use at most 20'],
    ['a policy with restarts', { podFailurePolicy: [RULE], restartPolicy: RestartPolicy.ON_FAILURE },
      'podFailurePolicy needs the restart policy "Never", and restartPolicy is "OnFailure": leave out restartPolicy'],
  ])('refuses %s immediately', (_, props, expected) => {
    expect(() => make(newChart(), props)).toThrow(expected);
  });

  test('accepts 20 rules, and restarts without a policy', () => {
    expect(specOf({ podFailurePolicy: Array(20).fill(RULE) }).podFailurePolicy.rules).toHaveLength(20);
    expect(specOf({ restartPolicy: RestartPolicy.ON_FAILURE, podFailurePolicy: [] }).template.spec.restartPolicy).toBe('OnFailure');
  });

  test('accepts containers that are added later, and refuses unknown ones', () => {
    const rules = ['setup', 'late'].map((name) => PodFailureRule.onExitCodes(PodFailureAction.FAIL_JOB, [1], name));
    const task = make(newChart(), { podFailurePolicy: rules });
    task.addInitContainer(container({ name: 'setup' }));
    expect(synthError(Chart.of(task)))
      .toContain('[shop/task] unknown-container: podFailurePolicy references unknown container "late"');
    task.addContainer(container({ name: 'late' }));
    expect(synthError(Chart.of(task))).toBe('');
  });

  test.each([
    ['1.25', '[shop/task] pod-failure-policy: podFailurePolicy needs Kubernetes 1.26, and kubernetesVersion is 1.25'],
    ['1.26', ''],
  ])('evaluates a policy for Kubernetes %s', (kubernetesVersion, expected) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ kubernetesVersion });
    make(chart, { podFailurePolicy: [RULE] });
    expect(synthError(chart)).toContain(expected);
    expect(synthError(chart) === '').toBe(expected === '');
  });
});

test.each([[true, true], [false, false], [undefined, undefined]])('writes suspend: %s', (suspend, expected) => {
  const chart = newChart();
  expect(manifestOf(new HardenedJob(chart, 'task', { containers: containers(), suspend })).spec.suspend).toBe(expected);
  const { spec } = manifestOf(new HardenedCronJob(chart, 'daily', { containers: containers(), schedule: Cron.daily(), suspend }));
  expect(spec.suspend).toBe(suspend ?? false);
  expect(spec.jobTemplate.spec).not.toHaveProperty('suspend');
});

test.each<[string, () => PodFailureRule, string]>([
  ['no exit codes', () => PodFailureRule.onExitCodes(PodFailureAction.COUNT, []), 'a pod failure rule has no exit codes: set at least one'],
  ['exit code 0, which is no failure', () => PodFailureRule.onExitCodes(PodFailureAction.COUNT, [1, 0]), 'exitCodes[1] is 0: use a whole number from 1 to 255'],
  ['exit code 256', () => PodFailureRule.onExitCodes(PodFailureAction.COUNT, [256]), 'exitCodes[0] is 256'],
  ['a fractional exit code', () => PodFailureRule.onOtherExitCodes(PodFailureAction.COUNT, [1.5]), 'exitCodes[0] is 1.5: use a whole number from 0 to 255'],
  ['a status', () => PodFailureRule.onCondition(PodFailureAction.COUNT, 'Ready', 'true'), 'has the status "true": use one of True, False, Unknown'],
])('refuses a rule with %s immediately', (_, rule, expected) => {
  expect(rule).toThrow(expected);
});
