import { parse, parseAllDocuments } from 'yaml';
import { EvaluatedFinding } from '../../../../src/policy/engine/finding';
import { Waiver } from '../../../../src/policy/settings/waiver';
import { acceptanceOf } from '../../../../src/policy/waivers/dialects/acceptance';
import { AcceptedSubject, leftTexts } from '../../../../src/policy/waivers/dialects/file-dialect';
import { kubescapeExceptions } from '../../../../src/policy/waivers/dialects/kubescape-exceptions';
import { kyverno } from '../../../../src/policy/waivers/dialects/kyverno';
import { trivy } from '../../../../src/policy/waivers/dialects/trivy';
import { finding, waiver } from '../findings';

const ROOT = waiver('run-as-non-root', { reason: 'starts as root\nuntil 8.0', expires: '2027-01-31' });
const WRITABLE = waiver('read-only-root-filesystem', { reason: 'writes "beside" its binary' });
const waived = (by: Waiver) => finding(by.control!, { waiver: by });

function subject(findings: readonly EvaluatedFinding[], fields: Partial<AcceptedSubject> = {}): AcceptedSubject {
  return { ...acceptanceOf(findings, []), path: 'dist/shop.k8s.yaml', apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web', ...fields };
}

const WEB = subject([waived(ROOT), waived(WRITABLE)]);

describe('.trivyignore.yaml', () => {
  // The fields that https://github.com/aquasecurity/trivy/blob/main/pkg/result/ignore.go reads.
  const entriesOf = (...subjects: AcceptedSubject[]) => parse(trivy.render(subjects).text).misconfigurations;

  test('has an entry for each file and id', () => {
    const { text, left } = trivy.render([WEB]);
    expect(left).toEqual([]);
    expect(text.slice(text.indexOf('misconf'))).toBe(`misconfigurations:
  - id: KSV-0012
    paths: ["dist/shop.k8s.yaml"]
    statement: "starts as root until 8.0"
    expired_at: 2027-02-01
  - id: KSV-0014
    paths: ["dist/shop.k8s.yaml"]
    statement: "writes \\"beside\\" its binary"
`);
    expect(trivy.render([WEB]).text).toBe(text);
    expect(trivy.render([]).text).toMatch(/\nmisconfigurations: \[\]\n$/);
  });

  test('leaves out what another object of the file has without a waiver', () => {
    const open = subject([finding('read-only-root-filesystem')], { name: 'other' });
    const { text, left } = trivy.render([WEB, open]);
    expect(parse(text).misconfigurations.map(({ id }: { id: string }) => id)).toEqual(['KSV-0012']);
    expect(leftTexts(trivy, left)).toEqual(['.trivyignore.yaml does not have the waiver of "read-only-root-filesystem" for Deployment shop/web, '
      + 'for read-only-root-filesystem: an exception from KSV-0014 would also cover findings that no waiver accepts']);
    expect(entriesOf(WEB, { ...open, path: 'dist/other.yaml' })).toHaveLength(2);
  });

  test('ends with the first of several waivers of a file, and has their reasons', () => {
    const other = subject([waived({ ...ROOT, reason: 'another reason here', expires: '2026-12-31' })], { name: 'other' });
    expect(entriesOf(WEB, other)[0]).toEqual(
      { id: 'KSV-0012', paths: ['dist/shop.k8s.yaml'], statement: 'another reason here; starts as root until 8.0', expired_at: '2027-01-01' });
  });

  test('matches no other file', () => {
    expect(entriesOf(subject([waived(ROOT)], { path: 'a*/[b]{c}?.yaml' }))[0].paths).toEqual(['a\\*/\\[b\\]\\{c\\}\\?.yaml']);
  });

  test('has no entry for standard input and files elsewhere', () => {
    const { text, left } = trivy.render([subject([waived(ROOT)], { path: undefined })]);
    expect(parse(text).misconfigurations).toEqual([]);
    expect(leftTexts(trivy, left)[0]).toMatch(/: it was not read from a file below the working directory$/);
  });

  test('has the checks of Dockerfiles', () => {
    const own = waiver('dockerfile-user-root', { allow: ['root'] });
    expect(entriesOf(subject([waived(own)], { kind: 'Dockerfile', name: 'web/Dockerfile', path: 'web/Dockerfile', namespace: undefined }))[0])
      .toMatchObject({ id: 'DS-0002', paths: ['web/Dockerfile'] });
  });
});

describe('kubescape-exceptions.json', () => {
  test('has the fields of its PostureExceptionPolicy, and names as exact patterns', () => {
    const { text, left } = kubescapeExceptions.render([subject([waived(ROOT)], { name: 'web.v1' }), subject([waived(WRITABLE)], { namespace: undefined })]);
    expect(left).toEqual([]);
    expect(JSON.parse(text)).toEqual([
      {
        name: 'Deployment shop/web.v1: C-0013',
        policyType: 'postureExceptionPolicy',
        actions: ['alertOnly'],
        resources: [{ designatorType: 'Attributes', attributes: { kind: '^Deployment$', namespace: '^shop$', name: '^web\\.v1$' } }],
        posturePolicies: [{ controlID: 'C-0013' }],
        reason: 'starts as root until 8.0',
        expirationDate: '2027-01-31T23:59:59Z',
      },
      {
        name: 'Deployment web: C-0017',
        policyType: 'postureExceptionPolicy',
        actions: ['alertOnly'],
        resources: [{ designatorType: 'Attributes', attributes: { kind: '^Deployment$', name: '^web$' } }],
        posturePolicies: [{ controlID: 'C-0017' }],
        reason: 'writes "beside" its binary',
      },
    ]);
  });

  test('names what has no id, no name, or a finding without a waiver', () => {
    const found = [waived(waiver('dns-policy')), waived(ROOT), finding('run-as-non-root')];
    const { text, left } = kubescapeExceptions.render([subject(found), subject([waived(ROOT)], { name: '' })]);
    expect(text).toBe('[]\n');
    expect(leftTexts(kubescapeExceptions, left)).toEqual([
      'kubescape-exceptions.json does not have the waiver of "dns-policy" for Deployment shop/web, for dns-policy: Kubescape has no check for it that is known here',
      'kubescape-exceptions.json does not have the waiver of "run-as-non-root" for Deployment shop/web, for run-as-non-root: '
        + 'an exception from C-0013 would also cover findings that no waiver accepts',
      'kubescape-exceptions.json does not have the waiver of "run-as-non-root" for Deployment shop/, for run-as-non-root: it has no name',
    ]);
  });
});

describe.each([kubescapeExceptions, kyverno])('$file', (dialect) => {
  const ids = (...subjects: AcceptedSubject[]) => JSON.stringify(dialect.render(subjects).text).match(/C-0017|require-ro-rootfs/g) ?? [];
  const accepted = subject([waived(WRITABLE)]);

  test.each<[string, Partial<AcceptedSubject>]>([
    ['of another file', { path: 'prod/shop.k8s.yaml' }],
    ['without a namespace', { namespace: undefined }],
  ])('has no exception that an object %s with the same name needs a waiver for', (_, fields) => {
    expect(ids(accepted)).not.toEqual([]);
    const open = subject([finding('read-only-root-filesystem')], fields);
    expect(ids(accepted, open)).toEqual([]);
    expect(leftTexts(dialect, dialect.render([accepted, open]).left)).toEqual([expect.stringMatching(/ would also cover findings that no waiver accepts$/)]);
  });

  test.each<[string, Partial<AcceptedSubject>]>([
    ['name', { name: 'other' }], ['kind', { kind: 'DaemonSet' }], ['namespace', { namespace: 'other' }],
  ])('has its exception beside an object of another %s', (_, fields) => {
    expect(ids(accepted, subject([finding('read-only-root-filesystem')], fields))).toEqual(ids(accepted));
  });
});

test('an exception of Kubescape without a namespace would cover each of that name', () => {
  const accepted = subject([waived(WRITABLE)], { namespace: undefined });
  const open = subject([finding('read-only-root-filesystem')], { namespace: 'other' });
  expect(JSON.parse(kubescapeExceptions.render([accepted]).text)).toHaveLength(1);
  expect(JSON.parse(kubescapeExceptions.render([accepted, open]).text)).toEqual([]);
});

test('what is left out for many objects alike is one line', () => {
  const subjects = [1, 2, 3, 4, 5].map((index) => subject([waived(waiver('dns-policy'))], { name: `web${index}` }));
  expect(leftTexts(kubescapeExceptions, kubescapeExceptions.render(subjects).left)).toEqual([
    'kubescape-exceptions.json does not have the waiver of "dns-policy" for Deployment shop/web1, Deployment shop/web2, Deployment shop/web3 and 2 more, '
      + 'for dns-policy: Kubescape has no check for it that is known here',
  ]);
});

describe('kyverno-exceptions.yaml', () => {
  const objectsOf = (...subjects: AcceptedSubject[]) =>
    parseAllDocuments(kyverno.render(subjects).text).map((document) => document.toJS()).filter(Boolean);

  test('has PolicyExceptions with the fields of policies.kyverno.io/v1', () => {
    const [root, writable, ...others] = objectsOf(WEB);
    expect(others).toEqual([]);
    expect(root).toEqual({
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'PolicyException',
      metadata: {
        name: expect.stringMatching(/^waiver-deployment-web-[0-9a-f]{8}$/),
        annotations: { 'cdk8s-hardened/reason': 'writes "beside" its binary' },
      },
      spec: {
        policyRefs: [{ name: 'require-ro-rootfs', kind: 'ValidatingPolicy' }],
        matchConditions: [{ name: 'workload', expression: expect.any(String) }],
      },
    });
    expect(writable.spec).toMatchObject({ policyRefs: [{ name: 'require-run-as-nonroot' }], expiresAt: '2027-01-31T23:59:59Z' });
    expect(root.metadata.name).not.toBe(writable.metadata.name);
  });

  test('has no exception from what Kyverno has only as a ClusterPolicy', () => {
    const subjects = subject([{ ...waived(waiver('cpu-resources')), allowKey: 'requests' }, waived(waiver('service-account-token'))]);
    expect(objectsOf(subjects).map(({ spec }) => spec.policyRefs)).toEqual([[{ name: 'require-requests-limits', kind: 'ValidatingPolicy' }]]);
    expect(leftTexts(kyverno, kyverno.render([subjects]).left)).toEqual([expect.stringContaining('for service-account-token: Kyverno has no check for it')]);
  });

  const OWNED_BY = 'object.metadata.?ownerReferences.orValue([]).exists(owner, owner.kind ==';

  test.each<[string, string, string[]]>([
    ['apps/v1', 'Deployment', [
      `(object.kind == 'ReplicaSet' && ${OWNED_BY} 'Deployment' && owner.name == 'web'))`,
      `(object.kind == 'Pod' && ${OWNED_BY} 'ReplicaSet' && owner.name.matches('^web-[bcdf456789]{1,10}$')))`,
    ]],
    ['batch/v1', 'CronJob', [
      `(object.kind == 'Job' && ${OWNED_BY} 'CronJob' && owner.name == 'web'))`,
      `(object.kind == 'Pod' && ${OWNED_BY} 'Job' && owner.name.matches('^web-[0-9]{8,10}$')))`,
    ]],
    ['apps/v1', 'StatefulSet', [`(object.kind == 'Pod' && ${OWNED_BY} 'StatefulSet' && owner.name == 'web'))`]],
    ['v1', 'Pod', []],
  ])('matches a %s %s, what it creates, and its pods', (apiVersion, kind, owned) => {
    const itself = `(object.apiVersion == '${apiVersion}' && object.kind == '${kind}' && object.metadata.?name.orValue('') == 'web')`;
    const expression = `object.metadata.?namespace.orValue('') == 'shop' && (${[itself, ...owned].join(' || ')})`;
    expect(objectsOf(subject([waived(ROOT)], { apiVersion, kind }))[0].spec.matchConditions).toEqual([{ name: 'workload', expression }]);
  });

  test.each<[Partial<AcceptedSubject>, string]>([
    [{ namespace: undefined }, 'its manifest has no namespace, so the exception would apply in every namespace'],
    [{ name: '' }, 'it has no valid name'],
    [{ name: 'a\' || true || \'' }, 'it has no valid name'],
    [{ apiVersion: 'apps/v1\' || \'', kind: 'Deployment' }, 'exceptions are only written for workloads of Kubernetes itself'],
    [{ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job' }, 'exceptions are only written for workloads of Kubernetes itself'],
    [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }, 'exceptions are only written for workloads of Kubernetes itself'],
    [{ kind: 'constructor' }, 'exceptions are only written for workloads of Kubernetes itself'],
  ])('has nothing for %j, and says why', (fields, because) => {
    const { left } = kyverno.render([subject([waived(ROOT)], fields)]);
    expect(objectsOf(subject([waived(ROOT)], fields))).toEqual([]);
    expect(left.map((each) => each.because)).toEqual([because]);
  });
});
