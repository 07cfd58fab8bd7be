import { createHash } from 'crypto';
import { acceptanceEnd } from './acceptance';
import {
  AcceptedSubject,
  FileDialect,
  AcceptedGroup,
  acceptedGroups,
  exceptionsFor,
  Left,
  openByName,
  RenderedDialect,
} from './file-dialect';
import { JOB_NAME, REPLICA_SET_NAME } from '../../../formats/manifest/created-names';
import { KYVERNO } from '../../controls/known-as/kyverno';
import { idText, Standard } from '../../controls/known-as/standard';

const HEADER = `# Exceptions for the ValidatingPolicies of https://kyverno.io/policies/, made by \`cdk8s-hardened export-waivers\`.
# Apply them to a namespace in which Kyverno takes exceptions: kubectl apply --namespace <namespace> --filename <this file>
`;

/** Policies that only exist as ClusterPolicy, which this kind of exception does not support. */
const CLUSTER_POLICIES = ['require-cpu-limits', 'require-network-policy', 'restrict-automount-sa-token'];

/** The ids of the ValidatingPolicies. */
const VALIDATING: Standard = {
  ...KYVERNO,
  ids: Object.fromEntries(Object.entries(KYVERNO.ids)
    .map(([control, ids]) => [control, ids.filter((id) => !CLUSTER_POLICIES.includes(idText(id)))] as const)
    .filter(([, ids]) => ids.length > 0)),
};

/**
 * Objects that exempt a workload, the objects that it creates, and its pods from policies. https://kyverno.io/docs/guides/exceptions/ and
 * https://github.com/kyverno/kyverno/blob/main/api/policies.kyverno.io/v1/policy_exception.go
 */
export const kyverno: FileDialect = { standard: VALIDATING, file: 'kyverno-exceptions.yaml', render };

function render(subjects: readonly AcceptedSubject[]): RenderedDialect {
  const left: Left[] = [];
  const openOf = openByName(VALIDATING, subjects);
  const exceptions = subjects.flatMap((subject) => {
    const open = openOf(subject);
    const known = exceptionsFor(VALIDATING, subject, (id) => open.has(id));
    left.push(...known.left.map((each) => ({ ...each, subject })));
    const because = cannotMatch(subject);
    if (because !== undefined) {
      left.push(...subject.accepted.filter(({ found }) => found.control in VALIDATING.ids).map((each) => ({ ...each, subject, because })));
      return [];
    }
    return acceptedGroups(known.ids).map((group) => exceptionText(subject, group));
  });
  return { text: HEADER + exceptions.map((text) => `---\n${text}`).join(''), left };
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
/** The API versions of Kubernetes itself. Other groups have a dot. */
const API_VERSION = /^(?:[a-z]+\/)?v[0-9][a-z0-9]*$/;

function cannotMatch({ apiVersion, kind, namespace, name }: AcceptedSubject): string | undefined {
  if (namespace === undefined) {
    return 'its manifest has no namespace, so the exception would apply in every namespace';
  }
  if (!NAME.test(namespace) || !NAME.test(name)) {
    return 'it has no valid name';
  }
  return Object.hasOwn(OWNED, kind) && API_VERSION.test(apiVersion)
    ? undefined
    : 'exceptions are only written for workloads of Kubernetes itself';
}

function exceptionText(subject: AcceptedSubject, { ids, reason, expires }: AcceptedGroup): string {
  const lines = [
    'apiVersion: policies.kyverno.io/v1',
    'kind: PolicyException',
    'metadata:',
    `  name: ${nameOf(subject, ids)}`,
    '  annotations:',
    `    cdk8s-hardened/reason: ${JSON.stringify(reason)}`,
    'spec:',
    '  policyRefs:',
    ...ids.map((policy) => `    - { name: ${policy}, kind: ValidatingPolicy }`),
    '  matchConditions:',
    '    - name: workload',
    `      expression: ${JSON.stringify(expressionOf(subject))}`,
    ...expires === undefined ? [] : [`  expiresAt: ${JSON.stringify(acceptanceEnd(expires))}`],
  ];
  return `${lines.join('\n')}\n`;
}

/** A unique name: each object has one exception for each policy. */
function nameOf({ kind, namespace, name }: AcceptedSubject, policies: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([kind, namespace, name, policies])).digest('hex').slice(0, 8);
  const readable = `${kind}-${name}`.toLowerCase().replace(/[^a-z0-9-]+/g, '-').slice(0, 200);
  return `waiver-${readable}-${hash}`;
}

/**
 * How a workload owns other objects: directly, or through a ReplicaSet or a Job, which has the name that a controller creates.
 */
const OWNED: { readonly [kind: string]: readonly { readonly kind: string; readonly by: string; readonly suffix?: string }[] } = {
  Pod: [],
  DaemonSet: [{ kind: 'Pod', by: 'DaemonSet' }],
  StatefulSet: [{ kind: 'Pod', by: 'StatefulSet' }],
  ReplicaSet: [{ kind: 'Pod', by: 'ReplicaSet' }],
  ReplicationController: [{ kind: 'Pod', by: 'ReplicationController' }],
  Job: [{ kind: 'Pod', by: 'Job' }],
  Deployment: [{ kind: 'ReplicaSet', by: 'Deployment' }, { kind: 'Pod', by: 'ReplicaSet', suffix: REPLICA_SET_NAME.suffix }],
  CronJob: [{ kind: 'Job', by: 'CronJob' }, { kind: 'Pod', by: 'Job', suffix: JOB_NAME.suffix }],
};

/** A condition in CEL that is true for the workload and for the objects that it creates. */
function expressionOf({ apiVersion, kind, namespace, name }: AcceptedSubject): string {
  const owned = OWNED[kind].map(({ kind: child, by, suffix }) => {
    const named = suffix === undefined ? `owner.name == '${name}'` : `owner.name.matches('^${name.replaceAll('.', '[.]')}${suffix}$')`;
    return `(object.kind == '${child}' && object.metadata.?ownerReferences.orValue([]).exists(owner, owner.kind == '${by}' && ${named}))`;
  });
  const itself = `(object.apiVersion == '${apiVersion}' && object.kind == '${kind}' && object.metadata.?name.orValue('') == '${name}')`;
  return `object.metadata.?namespace.orValue('') == '${namespace}' && (${[itself, ...owned].join(' || ')})`;
}
