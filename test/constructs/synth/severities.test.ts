import { ApiObject, App, Chart } from 'cdk8s';
import { ControlOverride, ControlSeverity, FailOn, HardenedDeployment, Hardening } from '../../../src';
import { container, newChart, synthError } from '../workloads/support';

const REASON = 'our team decided so';
const set = (severity: string): ControlOverride => ({ severity: severity as ControlSeverity, reason: REASON });

/** A hardened Deployment without a CPU limit. */
function withoutCpu(chart: Chart): HardenedDeployment {
  const { resources: _, ...props } = container() as any;
  return new HardenedDeployment(chart, 'web', { containers: [{ ...props, resources: {} }] });
}

function severitiesOf(chart: Chart): readonly string[] {
  return [...new Set(Hardening.of(chart).report().findings.filter(({ control }) => control === 'cpu-resources').map(({ severity }) => severity))];
}

test.each([['off', [], ''], ['warning', ['warning'], ''], ['error', ['error'], 'cpu-resources']])('a scope can set a control to %s', (severity, reported, error) => {
  const chart = newChart();
  withoutCpu(chart);
  Hardening.of(App.of(chart)).setDefaults({ controls: { 'cpu-resources': set(severity), 'memory-resources': set('off') } });
  expect(severitiesOf(chart)).toEqual(reported);
  expect(synthError(chart)).toContain(error);
  expect(synthError(chart) === '').toBe(error === '');
});

test('the innermost scope sets the severity for a hardened workload, per control', () => {
  const chart = newChart();
  withoutCpu(chart);
  Hardening.of(App.of(chart)).setDefaults({ controls: { 'cpu-resources': set('off'), 'memory-resources': set('off') } });
  Hardening.of(chart).setDefaults({ controls: { 'cpu-resources': set('warning') } });
  expect(severitiesOf(chart)).toEqual(['warning']);
  expect(synthError(chart)).toBe('');
});

test('a report has what a gate of an outer scope finds, whatever an inner scope sets', () => {
  const chart = newChart();
  withoutCpu(chart);
  Hardening.of(App.of(chart)).enforce({ failOn: FailOn.NEVER });
  Hardening.of(chart).setDefaults({ controls: { 'cpu-resources': set('off') } });
  expect(severitiesOf(chart)).toEqual(['error']);
});

describe('for a gate of an outer scope an inner scope', () => {
  const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { hostAliases: [{ ip: '1.2.3.4' }], containers: [] } };

  function gated(outer: string | undefined, inner: string): string {
    const chart = newChart();
    new ApiObject(chart, 'web', POD);
    const app = Hardening.of(App.of(chart));
    app.enforce({ failOn: FailOn.ERROR });
    app.setDefaults({ controls: outer === undefined ? {} : { 'host-aliases': set(outer) } });
    Hardening.of(chart).setDefaults({ controls: { 'host-aliases': set(inner) } });
    return synthError(chart);
  }

  test.each([['error', 'off'], ['error', 'warning']])('cannot lower %s to %s', (outer, inner) => expect(gated(outer, inner)).toContain('host-aliases'));
  test.each([['off', 'error'], ['warning', 'error'], [undefined, 'error']])('can raise %s to %s', (outer, inner) => expect(gated(outer, inner)).toContain('host-aliases'));
  test('keeps a disabled control disabled', () => expect(gated('off', 'off')).not.toContain('host-aliases'));
});

test.each<[string, string, object, object]>([
  ['a Pod Security control', 'the severity of "privileged" cannot be changed: it is a control of pss-baseline', { privileged: set('off') }, {}],
  ['a control on declarations', 'it is a control of declarations', { 'unknown-container': set('warning') }, {}],
  ['a control on waivers', 'it is a control of waivers', { 'waiver-expired': set('off') }, {}],
  ['a control of what Kubernetes refuses', 'Kubernetes itself refuses such objects', { 'unique-container-names': set('off') }, {}],
  ['a control that only fills in', 'it only fills in a field, and reports nothing', { 'termination-message-policy': set('off') }, {}],
  ['a control in neverWaive', 'neverWaive lists the control', { 'cpu-resources': set('off') }, { neverWaive: ['cpu-resources'] }],
  ['an unknown control', 'unknown control "cpu"', { cpu: set('off') }, {}],
  ['an unknown severity', 'controls[\'cpu-resources\'].severity is "none": write ControlSeverity.ERROR, ControlSeverity.WARNING or ControlSeverity.OFF', { 'cpu-resources': set('none') }, {}],
  ['no reason', 'controls[\'cpu-resources\'].reason is missing', { 'cpu-resources': { severity: 'off' } }, {}],
])('refuses to set the severity of %s', (_, message, controls, more) => {
  expect(() => Hardening.of(newChart()).setDefaults({ ...more, controls: controls as any })).toThrow(message);
});

test('a later neverWaive of an outer scope reverts the severity', () => {
  const chart = newChart();
  withoutCpu(chart);
  Hardening.of(chart).setDefaults({ controls: { 'cpu-resources': set('off'), 'memory-resources': set('off') } });
  expect(synthError(chart)).toBe('');
  Hardening.of(App.of(chart)).setDefaults({ neverWaive: ['cpu-resources'] });
  expect(synthError(chart)).toContain('cpu-resources');
});
