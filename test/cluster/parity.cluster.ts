import { Chart, Testing } from 'cdk8s';
import { Answer, inParallel, pathOf } from './support/client';
import { MINOR, testSince, useCluster } from './support/cluster';
import { complete } from './support/objects';
import { inHostPids, podWith } from './support/pods';
import { apply, objectsOf, runDocumentedDeletion, SERVER_VERSION, untilAdmitted, untilDenied, writtenPolicies } from './support/policies';
import { waitFor } from './support/wait';
import { AdmissionAction, AdmissionPolicies, HardeningProfile } from '../../src';
import { JsonObject, read } from '../../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../../src/formats/manifest/pod';
import { POD_TEMPLATES } from '../../src/formats/manifest/workload';
import { Level, LEVELS } from '../../src/policy/settings/levels';
import { PlannedPolicy } from '../../src/tasks/admission/plan';
import { policyChecks } from '../../src/tasks/admission/policy-checks';
import { isAdmissible, KINDS, parityPods, Template } from '../tasks/admission/pods';
import { byEngine, PLAN } from '../tasks/admission/support';

/* The policies on a server decide what `audit` finds, and name the same controls. */

const NAMESPACE = 'shop';
const cluster = useCluster();

const RANDOM = 150;

/** Unsafe values with the fields that the API server requires beside them. */
const ACCEPTED_UNSAFE: readonly ((spec: any) => void)[] = [
  (spec) => {
    const windowsOptions = { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' };
    const containers = [{ name: 'main', image: 'app:1' }];
    Object.keys(spec).forEach((field) => delete spec[field]);
    Object.assign(spec, { os: { name: 'windows' }, hostNetwork: true, securityContext: { windowsOptions }, containers });
  },
  (spec) => {
    spec.containers[0].securityContext = { privileged: true };
    spec.containers[0].volumeMounts[0].mountPropagation = 'Bidirectional';
  },
  (spec) => {
    for (const amounts of Object.values<any>(spec.containers[0].resources)) amounts['smarter-devices/fuse'] = '1';
  },
];

/** The pods of all tests that compare policies with the engine, each as a pod or as a workload. */
function allObjects(): readonly JsonObject[] {
  const unsafe = ACCEPTED_UNSAFE.map((change): Template => ({ spec: podWith(change).spec }));
  const templates = [...parityPods(MINOR, RANDOM), ...unsafe].filter(isAdmissible);
  return templates.map((template, index) => {
    const isOfPod = (template.spec.ephemeralContainers ?? []).length > 0;
    const object: any = complete(isOfPod ? '/Pod' : KINDS[index % KINDS.length], template);
    return isOfPod ? { ...object, metadata: { ...object.metadata, name: `debugged-${index}` } } : object;
  });
}

const hasDebugContainers = (object: any) => object.kind === 'Pod' && (object.spec.ephemeralContainers ?? []).length > 0;

/** A pod as it was before its debug containers. */
function withoutDebugContainers({ spec: { ephemeralContainers, ...spec }, ...object }: any): any {
  return { ...object, spec };
}

/** A binding that warns, in the form of those that the library writes. */
const bindingOf = (policyName: string, name: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'cdk8s-hardened' } },
  spec: { policyName, validationActions: ['Warn'] },
});

interface Verdict {
  /** The id of the control by which the server denies. */
  readonly denied?: string;
  /** The names of all checks that fail, as its warnings say. */
  readonly failed: readonly string[];
}

/** Runes of warnings after which an API server prints no more. */
const WARNING_RUNES = 4096;

/**
 * @param names the names of checks by the name of their policy and the id of their control
 * @throws Error if the server refuses the object for another reason than a policy
 */
function verdictOf({ status, body, warnings }: Answer, names: ReadonlyMap<string, string>): Verdict {
  const denied = /^.* denied request: ([a-z-]+): /.exec(body.message ?? '')?.[1];
  if (!isAccepted(status) && denied === undefined) throw new Error(`${status} ${body.message}`);
  const failed = warnings.flatMap((text) => {
    const [, policy, control] = /^Validation failed for ValidatingAdmissionPolicy '([^']+)' with binding '[^']+': ([a-z-]+): /.exec(text) ?? [];
    return control === undefined ? [] : [names.get(`${policy}/${control}`)!];
  });
  return { denied, failed };
}

const INVALID = 422;
const isAccepted = (status: number) => status === 200 || status === 201;

interface Difference {
  readonly controls: readonly string[];
  /** What the policies find instead. */
  readonly instead?: readonly string[];
  readonly reason: string;
  readonly isIn: (spec: any, kind: string) => boolean;
}

const containersOf = (spec: any): readonly any[] => CONTAINER_LISTS.flatMap((list) => spec[list] ?? []);

/** What `audit` finds in a manifest, and the policies do not find in the object that the API server makes of it. */
const DIFFERENCES: readonly Difference[] = [
  {
    controls: ['image-pull-policy'],
    reason: 'the API server fills in Always for an image without a tag, or with `latest`',
    isIn: (spec) => containersOf(spec).some(({ image, imagePullPolicy }) => imagePullPolicy === undefined && /^[^@]*?(?::latest|\/[^:@]*|^[^:@/]*)$/.test(image)),
  },
  {
    controls: ['cpu-resources', 'memory-resources', 'ephemeral-storage'],
    reason: 'the API server fills in the requests of a pod from its limits',
    isIn: (spec, kind) => kind === 'Pod' && containersOf(spec).some(({ resources: { limits = {}, requests = {} } = {} }: any) => Object.keys(limits).some((each) => requests[each] === undefined)),
  },
  {
    controls: ['service-account-field'],
    reason: 'the API server copies the old field into the new one',
    isIn: (spec) => spec.serviceAccount !== undefined,
  },
  {
    controls: ['restricted-volumes', 'image-volumes', 'fs-group', 'fs-group-change-policy'],
    instead: ['empty-dir-size-limit'],
    reason: 'the API server drops a type of volume that it does not know, such as an image before 1.31, and makes an emptyDir',
    isIn: (spec) => (spec.volumes ?? []).some(({ future, image }: any) => future !== undefined || (MINOR < 31 && image !== undefined)),
  },
  {
    controls: ['proc-mount', 'proc-mount-restricted'],
    reason: 'the API server drops procMount before 1.33, by default',
    isIn: (spec) => MINOR < 33 && containersOf(spec).some(({ securityContext }) => securityContext?.procMount !== undefined),
  },
];

interface Unseen {
  readonly check: string;
  readonly levels: readonly Level[];
  /** The first version in which an object fails it. */
  readonly before?: number;
  readonly reason: string;
}

/** Checks that no object fails which the server accepts, with the reason. */
const UNSEEN: readonly Unseen[] = [
  {
    check: 'proc-mount',
    levels: ['pss-baseline'],
    reason: 'the API server drops procMount before 1.33, and then accepts it only with hostUsers: false, as Pod Security does since 1.35',
  },
  { check: 'proc-mount', levels: ['pss-restricted', 'hardened'], before: 33, reason: 'the API server drops it' },
  { check: 'image-volumes', levels: ['hardened'], before: 31, reason: 'the API server drops them' },
  { check: 'service-account-field', levels: ['hardened'], reason: 'the API server copies the old field into the new one' },
];

/** Objects that the server accepts without policies. */
let accepted: readonly JsonObject[];
/** Pods to which debug containers are added, since no pod is created with some. */
const debugged = new Map<JsonObject, any>();

beforeAll(async () => {
  await cluster.namespace(NAMESPACE);
  const priorityClass = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'own' }, value: 1 };
  await cluster.client.must('POST', '/apis/scheduling.k8s.io/v1/priorityclasses', priorityClass);
  const objects = allObjects();
  await inParallel(objects.filter(hasDebugContainers), async (object) => {
    const { status, body } = await cluster.client.send('POST', pathOf(object), withoutDebugContainers(object));
    if (isAccepted(status)) debugged.set(object, body);
  });
  const answers = await inParallel(objects, ask);
  accepted = objects.filter((_, index) => isAccepted(answers[index].status));
  expect(accepted.length).toBeGreaterThan(objects.length / 2);
  const refused = answers.filter(({ status }) => !isAccepted(status) && status !== INVALID).map(({ body }) => body.message);
  expect([...new Set(refused)]).toEqual([]);
});

/** Asks the server what it would do with an object. */
function ask(object: any): Promise<Answer> {
  const pod = debugged.get(object);
  if (pod === undefined) return cluster.client.send('POST', `${pathOf(object)}?dryRun=All`, object);
  const changed = { ...pod, spec: { ...pod.spec, ephemeralContainers: object.spec.ephemeralContainers } };
  return cluster.client.send('PUT', `${pathOf(object)}/${object.metadata.name}/ephemeralcontainers?dryRun=All`, changed);
}

/** What audit and the policies of a plan say differently, but for the listed differences. */
function difference(plan: PlannedPolicy, object: JsonObject, answer: Answer, names: ReadonlyMap<string, string>) {
  const { denied, failed } = verdictOf(answer, names);
  const spec: any = read(object, [...POD_TEMPLATES[groupKindOf(object)], 'spec']);
  const listed = DIFFERENCES.filter(({ isIn }) => isIn(spec, String(object.kind)));
  const audit = byEngine(plan, object);
  const isCut = answer.warnings.join('').length >= WARNING_RUNES;
  const onlyAudit = audit.filter((name) => !failed.includes(name) && !listed.some(({ controls }) => controls.includes(name)));
  const onlyServer = failed.filter((name) => !audit.includes(name) && !listed.some(({ instead }) => instead?.includes(name)));
  const errors = policyChecks(plan).filter(({ severity, name }) => severity === 'error' && failed.includes(name));
  const isSame = (onlyAudit.length === 0 || isCut) && onlyServer.length === 0 && denied === errors[0]?.control.id;
  return isSame ? [] : [{ onlyAudit, onlyServer, denied, object: JSON.stringify(object) }];
}

const groupKindOf = ({ apiVersion, kind }: any) => `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`;

describe.each(LEVELS)('the policies of %s', (level) => {
  const name = level.replace('pss-', '');
  const plan: PlannedPolicy = { ...PLAN, level, version: MINOR, name };
  const BAD = podWith(inHostPids);

  testSince(30, 'equal the objects of AdmissionPolicies, and the server accepts them', async () => {
    const yaml = await writtenPolicies(['--profile', level, '--action', 'deny', '--name', name]);
    apply(cluster, yaml);
    const chart = new Chart(Testing.app(), 'cluster');
    new AdmissionPolicies(chart, 'policies', { profile: level as HardeningProfile, action: AdmissionAction.DENY, policyName: name, kubernetesVersion: SERVER_VERSION });
    expect(Testing.synth(chart)).toEqual(objectsOf(yaml));
  });

  testSince(30, 'have expressions of the right types', async () => {
    // The policies name all versions, which spares the controller manager the check of each kind. This copy names one.
    const typed = objectsOf(await writtenPolicies(['--profile', level, '--name', `${name}-typed`])).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    for (const policy of typed) {
      policy.spec.matchConstraints.resourceRules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
      policy.spec.validations.push({ expression: 'object.spec.nothing == 1' });
      await cluster.client.must('POST', pathOf(policy), policy);
      const { expressionWarnings } = await waitFor('result of type checking', async () =>
        (await cluster.client.must('GET', `${pathOf(policy)}/${policy.metadata.name}`)).status?.typeChecking);
      const last = `spec.validations[${policy.spec.validations.length - 1}].expression`;
      expect(expressionWarnings).toEqual([{ fieldRef: last, warning: expect.stringContaining("undefined field 'nothing'") }]);
    }
  });

  testSince(30, 'decide as audit does, and name the same controls', async () => {
    // A binding cannot deny and warn, so that another one lets the server name every control.
    const all = bindingOf(`${name}-errors`, `${name}-all`);
    await cluster.client.must('POST', pathOf(all), all);
    await untilDenied(cluster.client, BAD, 'host-namespaces');
    await waitFor('warning of the other binding', async () => (await ask(BAD)).warnings.some((text) => text.includes(`binding '${all.metadata.name}'`)));
    const answers = await inParallel(accepted, ask);
    expect(answers.filter(({ status }) => status === 403).length).toBeGreaterThan(100);
    const names = new Map(policyChecks(plan).map((check) => [`${name}-${check.severity}s/${check.control.id}`, check.name]));
    const wrong = accepted.flatMap((object, index) => difference(plan, object, answers[index], names));
    const oneOfEach = new Map(wrong.map((each) => [JSON.stringify([each.onlyAudit, each.onlyServer]), each]));
    expect([...oneOfEach.values()]).toEqual([]);
    const seen = new Set(answers.flatMap((answer) => verdictOf(answer, names).failed));
    const checks = policyChecks(plan).filter(({ isReplaced }) => !isReplaced).map((check) => check.name);
    const unseen = checks.filter((check) => !seen.has(check));
    const expected = UNSEEN.filter(({ levels, before = Infinity }) => levels.includes(level) && MINOR < before).map(({ check }) => check);
    expect(unseen.sort()).toEqual(expected.sort());
  });

  testSince(30, 'can be deleted as documented', async () => {
    for (const resource of ['validatingadmissionpolicybindings', 'validatingadmissionpolicies']) runDocumentedDeletion(cluster, resource);
    await untilAdmitted(cluster.client, BAD);
  });
});
