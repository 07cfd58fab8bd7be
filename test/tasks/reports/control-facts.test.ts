import { always, Control, DockerfileControl, AnyObjectControl, AnyPodControl } from '../../../src/policy/controls/control';
import { ofContainers } from '../../../src/policy/controls/specification';
import { isFilledIn, kindsOf, knownAs, specificationText, versionsText } from '../../../src/tasks/reports/control-facts';

const BASE = { id: 'x', title: 'X', level: 'hardened', risk: 'high', why: 'X.', remedy: 'x', spec: { rules: [] } } as const;
const NOTHING = () => [];
const pod = (fields: Partial<AnyPodControl> = {}): Control => ({ ...BASE, checks: always(NOTHING), ...fields });
const object = (fields: Partial<AnyObjectControl> = {}): Control => ({ ...BASE, checkObject: NOTHING, ...fields });
const dockerfile = (fields: Partial<DockerfileControl> = {}): Control => ({ ...BASE, checkDockerfile: NOTHING, ...fields });
const since = (...versions: number[]) => pod({ checks: versions.map((version) => ({ since: version, check: NOTHING })) });

test.each<[Control, string | undefined]>([
  [since(0), undefined],
  [since(19), 'since Kubernetes 1.19'],
  [since(0, 19), 'changed in Kubernetes 1.19'],
  [since(8, 22, 25), 'since Kubernetes 1.8, changed in 1.22, 1.25'],
  [pod({ checks: [{ since: 0, level: 'hardened', check: NOTHING }, { since: 34, check: NOTHING }] }), 'since Kubernetes 1.34, in the profile hardened since 1.0'],
  [object(), undefined],
  [dockerfile(), undefined],
])('describes the versions of control %#', (control, expected) => expect(versionsText(control)).toBe(expected));

test('lists the names of a control in each standard, in their order', () => {
  expect(knownAs(pod({ id: 'seccomp-profile-baseline' }))).toEqual([
    'Pod Security Standards seccompProfile_baseline', 'CIS Kubernetes Benchmark 5.7.2', 'Trivy KSV-0104', 'Kyverno restrict-seccomp',
  ]);
  expect(knownAs(object({ id: 'duplicate-keys' }))).toEqual([]);
});

test.each<[Control, string[]]>([
  [pod(), []],
  [object(), []],
  [dockerfile(), ['Dockerfile']],
  [object({ kinds: ['/Secret', 'rbac.authorization.k8s.io/Role'] }), ['Secret', 'rbac.authorization.k8s.io/Role']],
])('lists the kinds of control %#', (control, expected) => expect(kindsOf(control)).toEqual(expected));

test.each<[Control, boolean]>([[pod(), false], [pod({ fix: () => {} }), true], [object(), false], [dockerfile(), false]])('knows whether control %# is filled in', (control, expected) => {
  expect(isFilledIn(control)).toBe(expected);
});

test('the text of a specification lists fields, values, limits, notes and sources', () => {
  const spec = {
    rules: [
      { fields: ['spec.a', 'spec.b'], allowed: 'true' },
      { when: 'before Kubernetes 1.19', fields: ['spec.c'], allowed: `${'long words '.repeat(10)}end` },
    ],
    os: 'linux',
    platforms: ['openshift', 'gke-autopilot'],
    notes: ['A note.', `${'x'.repeat(60)} ${'y'.repeat(60)}`],
    sources: ['https://example.com'],
  } as const;
  expect(specificationText(pod({ spec }))).toEqual([
    'Restricted fields: spec.a\n                   spec.b\nAllowed values:    true',
    `When:              before Kubernetes 1.19\nRestricted fields: spec.c\nAllowed values:    ${
      'long words '.repeat(7)}long words\n                   long words long words end`,
    'Operating system:  Linux',
    'Platforms:         openshift, gke-autopilot',
    'A note.',
    `${'x'.repeat(60)}\n${'y'.repeat(60)}`,
    'Source: https://example.com',
  ]);
});

test('the text of a specification lists the other fields that the control reads, and each field once', () => {
  const rules = [{ fields: [ofContainers('{livenessProbe,lifecycle.postStart}.{httpGet,tcpSocket}.host'), 'spec.securityContext.sysctls[*].name'], allowed: '' }];
  const reads = {
    needs: ['containers[*].livenessProbe', 'containers[*].lifecycle', 'spec.securityContext.sysctls'],
    fields: ['containers[*].ports', 'spec.hostNetwork'],
  } as const;
  expect(specificationText(pod({ spec: { rules }, reads })).slice(1)).toEqual([`Also reads:        ${ofContainers('ports')}\n                   spec.hostNetwork`]);
});
