import { ApiObject, Chart } from 'cdk8s';
import { ControlSeverity, HardenedDeployment, Hardening, HardeningProfile, Scanner, Waiver } from '../../../src/index';
import { container, manifestOf, newChart, synthError } from '../workloads/support';

// The annotations of scanners in emitted YAML.

const WAIVER: Waiver = { control: 'read-only-root-filesystem', containers: ['main'], reason: 'writes beside its binary' };
const ALL = Object.values(Scanner);

function web(chart: Chart, waivers: Waiver[] = [WAIVER], annotations: { [key: string]: string } = {}): HardenedDeployment {
  return new HardenedDeployment(chart, 'web', {
    metadata: { annotations },
    containers: [container({ securityContext: { readOnlyRootFilesystem: waivers.length === 0 } })],
    waivers,
  });
}

const annotationsOf = (deployment: HardenedDeployment) => (manifestOf(deployment) as any).metadata.annotations;
const OWN = { 'cdk8s-hardened/waivers': `[{"control":"read-only-root-filesystem","reason":"${WAIVER.reason}","containers":["main"]}]` };

test('are written for the scanners that a scope names, and not in the pod template', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ scannerAnnotations: ALL });
  const manifest = manifestOf(web(chart, [WAIVER], { 'example.com/mine': 'x' })) as any;
  expect(manifest.metadata.annotations).toEqual({
    ...OWN,
    'example.com/mine': 'x',
    'ignore-check.kube-linter.io/no-read-only-root-fs': WAIVER.reason,
    'kube-score/ignore': 'container-security-context-readonlyrootfilesystem',
    'polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt': 'true',
    'checkov.io/skip1': `CKV_K8S_22=${WAIVER.reason}`,
    'kubescape.io/skip-controls': 'C-0017',
    'kubescape.io/skip-reason': WAIVER.reason,
  });
  expect(Object.keys(manifest.spec.template.metadata.annotations ?? {})).toEqual([]);
});

test('are written for no scanner by default, and an inner scope decides', () => {
  const chart = newChart();
  const deployment = web(chart);
  expect(annotationsOf(deployment)).toEqual(OWN);
  Hardening.of(chart).setDefaults({ scannerAnnotations: [Scanner.POLARIS] });
  expect(Object.keys(annotationsOf(deployment))).toContain('polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt');
  Hardening.of(deployment).setDefaults({ scannerAnnotations: [] });
  expect(annotationsOf(deployment)).toEqual(OWN);
});

test('go with the waiver', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ scannerAnnotations: ALL });
  expect(annotationsOf(web(chart, []))).toBeUndefined();
});

test('accept what a waiver for a profile covers, and nothing that is still found', () => {
  const chart = newChart();
  Hardening.of(chart).setDefaults({ scannerAnnotations: [Scanner.CHECKOV, Scanner.KUBESCAPE] });
  const agent = new ApiObject(chart, 'agent', {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: 'infra', annotations: { 'checkov.io/skip1': 'CKV_K8S_22=ours' } },
    spec: { template: { spec: { hostPID: true, containers: [{ name: 'agent', image: 'registry.example/agent:1' }] } } },
  });
  Hardening.of(chart).enforce();
  Hardening.of(agent).addWaiver({ profile: HardeningProfile.PSS_BASELINE, reason: 'reads processes of the node', owner: 'ops', expires: '2999-12-31' });
  expect(synthError(chart)).toContain('host-namespaces: spec.template.spec.hostPID');
  Hardening.of(agent).addWaiver({ control: 'host-namespaces', allow: ['hostPID'], reason: 'lists processes of the node' });
  const { annotations } = chart.toJson()[0].metadata;
  expect(annotations['checkov.io/skip1']).toBe('CKV_K8S_22=ours');
  expect(Object.values(annotations)).toContain('CKV_K8S_17=lists processes of the node');
  expect(Object.values(annotations)).toContain('CKV_K8S_20=reads processes of the node');
  expect(Object.values(annotations).filter((value) => String(value).startsWith('CKV_K8S_22'))).toHaveLength(1);
  expect(annotations['kubescape.io/skip-expiry']).toBe('2999-12-31T23:59:59Z');
});

test.each<[unknown, string]>([
  ['checkov', 'scannerAnnotations is "checkov": write [Scanner.KUBE_LINTER]'],
  [['trivy'], 'scannerAnnotations[0] is "trivy": '],
])('%j is refused', (value, message) => {
  expect(() => Hardening.of(newChart()).setDefaults({ scannerAnnotations: value as Scanner[] })).toThrow(message);
});

test.each([
  ['whose control is not in the profile', {}],
  ['whose control is off', { controls: { 'group-id': { severity: ControlSeverity.OFF, reason: 'our images need the group root' } } }],
])('leave out a check that also reports a value %s', (_, defaults) => {
  const scanned = (runAsGroup: number) => {
    const chart = newChart();
    Hardening.of(chart).setDefaults({ scannerAnnotations: [Scanner.KUBE_SCORE, Scanner.KUBE_LINTER], ...defaults });
    const pod = new ApiObject(chart, 'pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        securityContext: { runAsUser: 0, runAsGroup, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'main', image: 'registry.example/app:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
      },
    });
    Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
    Hardening.of(pod).addWaiver({ control: 'run-as-user', allow: ['0'], reason: 'starts as root and drops its rights' });
    Hardening.of(pod).addWaiver({ control: 'run-as-non-root', containers: ['main'], reason: 'starts as root and drops its rights' });
    return Object.keys(chart.toJson()[0].metadata.annotations).filter((key) => !key.startsWith('cdk8s-hardened/'));
  };
  expect(scanned(0)).toEqual([]);
  expect(scanned(20000)).not.toEqual([]);
});
