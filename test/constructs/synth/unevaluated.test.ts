import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { FailOn, Hardening, HardeningProfile } from '../../../src/index';

const HOSTILE = 'a\u001b[31m\u0007\n::error::x\u200b\u2028##vso[a]b';

function chartWith(object: object): { readonly app: App; readonly chart: Chart } {
  const app = Testing.app();
  const chart = new Chart(app, 'c');
  new ApiObject(chart, 'object', object as any);
  return { app, chart };
}

function synth(app: App): { readonly error: string; readonly warnings: string } {
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    app.synthYaml();
    return { error: '', warnings: stderr.mock.calls.map(([text]) => String(text)).join('') };
  } catch (error) {
    return { error: (error as Error).message, warnings: stderr.mock.calls.map(([text]) => String(text)).join('') };
  } finally {
    stderr.mockRestore();
  }
}

const TENANT = { apiVersion: 'example.com/v1', kind: 'Tenant', metadata: { name: 'a' }, spec: { containers: [{ name: 'main' }] } };

test.each([HardeningProfile.PSS_BASELINE, HardeningProfile.HARDENED])('unevaluated pods are warnings, or errors with failOnUnevaluated: %s', (profile) => {
  const { app, chart } = chartWith(TENANT);
  Hardening.of(chart).enforce({ profile });
  expect(synth(app)).toEqual({ error: '', warnings: expect.stringContaining('unevaluated-pod-template: spec.containers') });
  Hardening.of(chart).enforce({ profile, failOn: FailOn.NEVER, failOnUnevaluated: true });
  expect(synth(app).error).toContain('unevaluated-pod-template: spec.containers looks like the containers of a pod');
  Hardening.of(chart).addWaiver({
    control: 'unevaluated-pod-template', allow: ['spec.containers'], reason: 'the operator was reviewed by hand', targets: [chart.node.findChild('object')],
  });
  expect(synth(app)).toEqual({ error: '', warnings: '' });
});

test('failOnUnevaluated accepts pods that are evaluated', () => {
  const { app, chart } = chartWith({ apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } });
  Hardening.of(chart).enforce({ failOn: FailOn.NEVER, failOnUnevaluated: true });
  expect(synth(app).error).toBe('');
});

test('names in a manifest cannot write terminal sequences or log commands', () => {
  const { app, chart } = chartWith({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: {
      containers: [
        { name: HOSTILE, image: HOSTILE, securityContext: { privileged: true, [HOSTILE]: { a: 1 } }, ports: [{ hostPort: HOSTILE }] },
      ],
    },
  });
  Hardening.of(chart).enforce();
  const { error, warnings } = synth(app);
  expect(error).toContain('privileged');
  // eslint-disable-next-line no-control-regex
  expect(error + warnings).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028]|^\s*::|##\w*\[/m);
});
