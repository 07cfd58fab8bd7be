import { Chart, Testing } from 'cdk8s';
import { AdmissionAction, AdmissionPolicies, AdmissionPoliciesProps, AdmissionTarget, HardeningProfile, Hardening } from '../../../src';
import { schemaErrors } from '../../support/kubernetes-schemas';

const WAIVER = {
  target: { kind: 'DaemonSet', namespace: 'monitoring', name: 'agent' }, control: 'privileged', containers: ['agent'], reason: 'reads the kernel of the node', owner: 'ops',
};

function synthesized(props?: AdmissionPoliciesProps, prepare: (chart: Chart) => void = () => {}) {
  const chart = new Chart(Testing.app(), 'cluster', { namespace: 'platform' });
  prepare(chart);
  const policies = new AdmissionPolicies(chart, 'policies', props);
  return { policies, objects: Testing.synth(chart) as any[], findings: Hardening.of(chart).report().findings };
}

test('writes policies in no namespace', () => {
  const { objects, findings, policies } = synthesized({ action: AdmissionAction.DENY, exemptNamespaces: ['monitoring'], waivers: [WAIVER] });
  expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`)).toEqual([
    'ValidatingAdmissionPolicy /cdk8s-hardened-errors', 'ValidatingAdmissionPolicyBinding /cdk8s-hardened-errors',
  ]);
  objects.forEach((object) => expect(schemaErrors(object, object)).toEqual([]));
  expect(objects[0].spec.matchConstraints.namespaceSelector.matchExpressions[0].values).toEqual(['kube-system', 'monitoring']);
  expect(JSON.stringify(objects[0].spec.variables)).toContain('reason: \\"reads the kernel of the node\\"');
  expect(findings).toEqual([]);
  expect(policies.notChecked).toEqual(['field-types: the API server itself refuses such objects']);
});

test('is nothing that the own controls report', () => {
  for (const target of Object.values(AdmissionTarget)) {
    expect(synthesized({ profile: HardeningProfile.HARDENED, target, fillIns: ['all'], waivers: [WAIVER] }).findings).toEqual([]);
  }
});

test('begins with audit', () => {
  const [binding] = synthesized({ profile: HardeningProfile.PSS_BASELINE }).objects.slice(-1);
  expect(binding.spec.validationActions).toEqual(['Audit']);
});

test('has the severities, the version and the platform of its scope', () => {
  const { objects } = synthesized({ profile: HardeningProfile.HARDENED }, (chart) => Hardening.of(chart).setDefaults({
    kubernetesVersion: '1.33', controls: { 'ssh-port': { severity: 'off', reason: 'bastions have one here' } as any },
  }));
  const [errors, warnings] = objects.map(({ spec }) => JSON.stringify(spec.validations));
  expect(warnings).not.toContain('ssh-port');
  expect(errors).not.toContain('proc-mount-restricted');
});

test('writes policies for Kyverno, and fills in', () => {
  const { objects } = synthesized({ target: AdmissionTarget.KYVERNO, fillIns: ['all'] });
  expect(objects.map(({ kind }) => kind)).toEqual(['MutatingPolicy', 'ValidatingPolicy']);
  expect(synthesized({ fillIns: ['seccomp-profile-restricted'] }).objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding']));
});

test.each<[string, any, RegExp]>([
  ['a misspelled option', { exempt: [] }, /AdmissionPolicies.*exempt/],
  ['an action that is none', { action: 'block' }, /action is "block": write AdmissionAction.AUDIT, AdmissionAction.WARN, AdmissionAction.DENY or AdmissionAction.OFF/],
  ['a namespace that is none', { exemptNamespaces: ['A b'] }, /"A b" is not a namespace: write a name of a-z, 0-9 and "-"/],
  ['an old version', { kubernetesVersion: '1.29' }, /a ValidatingAdmissionPolicy needs Kubernetes 1.30, and not 1.29/],
  ['a version without mutating policies', { kubernetesVersion: '1.35', fillIns: ['privileged'] }, /a MutatingAdmissionPolicy needs Kubernetes 1.36, and not 1.35/],
  ['a control that fills in nothing', { fillIns: ['sudo'] }, /policies cannot fill in for the control "sudo": name one of privileged, /],
  ['a waiver that is none', { waivers: [undefined] }, /waivers\[0\]: a waiver must be an object/],
  ['a waiver without a target', { waivers: [{ control: 'privileged', reason: 'needs the device' }] }, /waivers\[0\]: `target` must name the object/],
  ['a waiver with a short reason', { waivers: [{ ...WAIVER, reason: 'x' }] }, /waivers\[0\]: waiver of "privileged": reason/],
  ['a name that is too long', { policyName: 'a'.repeat(41) }, /is not a name for policies/],
  ['nothing', { action: AdmissionAction.OFF }, /for errors and for warnings are off/],
])('refuses %s', (_, props, message) => expect(() => synthesized(props)).toThrow(message));

test.each<[string, object, object, RegExp]>([
  ['neverWaive', { neverWaive: ['privileged'] }, WAIVER, /DaemonSet monitoring\/agent: waiver of "privileged" is not allowed: neverWaive lists the control: remove/],
  ['maxWaiverDays', { maxWaiverDays: 30 }, WAIVER, /has no `expires`: maxWaiverDays is 30: set `expires`/],
  [
    'neverWaive, for a whole profile', { neverWaive: ['privileged'] }, { ...WAIVER, control: undefined, containers: undefined, profile: 'pss-baseline', expires: '2027-01-01' },
    /would also accept controls that neverWaive lists: waive single controls instead/,
  ],
])('%s of its scope counts', (_, limits, waiver, message) => {
  expect(() => synthesized({ waivers: [waiver as any] }, (chart) => Hardening.of(chart).setDefaults(limits))).toThrow(message);
});
