import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { HardenedDeployment, Hardening, HardeningProfile, FailOn, ScopedWaiver } from '../../../src/index';
import { container, newChart } from '../workloads/support';

// A waiver that nothing evaluates is not in the YAML. The synthesis says so.

const WAIVER: ScopedWaiver = { control: 'host-namespaces', allow: ['hostPID'], reason: 'lists processes of the node' };
const ANNOTATION = 'cdk8s-hardened/waivers';

function agent(chart: Chart): ApiObject {
  return new ApiObject(chart, 'agent', {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'agent', namespace: 'infra' }, spec: { hostPID: true, containers: [{ name: 'a', image: 'registry.example/a:1' }] },
  });
}

/** The lines about waivers, and whether the waiver is in the YAML. */
function synthesized(chart: Chart): { lines: readonly string[]; isWritten: boolean } {
  const written: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    const isWritten = JSON.stringify(Testing.synth(chart)).includes(ANNOTATION);
    return { lines: written.filter((line) => line.includes('is not written')), isWritten };
  } finally {
    stderr.mockRestore();
  }
}

const UNEVALUATED = 'cdk8s-hardened: warning: [shop] the waiver of "host-namespaces" for Pod infra/agent is not written into the YAML: nothing evaluates the object. '
  + 'Fix: call `Hardening.of(scope).enforce()`, with `failOn: FailOn.NEVER` if nothing should fail, or remove the waiver.\n';

test.each<[string, Partial<ScopedWaiver>]>([
  ['an object by its kind and name', { target: { kind: 'Pod', name: 'agent', namespace: 'infra' } }],
  ['an object by its construct', {}],
])('without a gate it is not written, and a warning says so: %s', (_, target) => {
  const chart = newChart();
  const object = agent(chart);
  Hardening.of(chart).addWaiver({ ...WAIVER, ...target.target ? target : { targets: [object] } });
  expect(synthesized(chart)).toEqual({ lines: [UNEVALUATED], isWritten: false });
});

test.each<[string, (chart: Chart) => void]>([
  ['enforce', (chart) => Hardening.of(chart).enforce({ failOn: FailOn.NEVER })],
  ['enforce of a lower profile', (chart) => Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE, failOn: FailOn.NEVER })],
  ['apply', (chart) => Hardening.of(chart).apply()],
])('with %s it is written', (_, evaluate) => {
  const chart = newChart();
  Hardening.of(agent(chart)).addWaiver(WAIVER);
  evaluate(chart);
  expect(synthesized(chart)).toEqual({ lines: [], isWritten: true });
});

test('a control that no profile has is named', () => {
  const chart = newChart();
  Hardening.of(agent(chart)).addWaiver({ control: 'read-only-root-filesystem', containers: ['a'], reason: 'writes beside its binary' });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_BASELINE, failOn: FailOn.NEVER });
  expect(synthesized(chart).lines).toEqual([
    'cdk8s-hardened: warning: [shop/agent] the waiver of "read-only-root-filesystem" for Pod infra/agent is not written into the YAML: no profile that the object is '
      + 'evaluated by has the control. Fix: enforce a profile that has it, or remove the waiver.\n',
  ]);
});

test('a hardened kind needs no gate, and what a control of another profile replaces is evaluated', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', {
    containers: [container({ securityContext: { readOnlyRootFilesystem: false } })],
    waivers: [{ control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes beside its binary' }],
  });
  expect(synthesized(chart)).toEqual({ lines: [], isWritten: true });
  const other = newChart();
  const object = agent(other);
  object.addJsonPatch(JsonPatch.add('/spec/volumes', [{ name: 'v', hostPath: { path: '/srv' } }]));
  Hardening.of(object).addWaiver({ control: 'host-path-volumes', allow: ['/srv'], reason: 'reads what others wrote' });
  Hardening.of(other).enforce({ failOn: FailOn.NEVER });
  expect(synthesized(other)).toEqual({ lines: [], isWritten: true });
});
