import { CandidateKind } from './candidates';

/** A field that a value of a chart can set. */
export interface ValueField {
  /** The keys of the field in the value; empty for the value itself. */
  readonly keys: readonly string[];
  /** The field of the pod or the container. */
  readonly field: string;
  /** Whether Kubernetes has the field in pods, containers, or both. */
  readonly levels: readonly ('pod' | 'container')[];
  /** The kind of value that carries the mark. */
  readonly mark: 'text' | 'number' | 'list' | 'volume' | 'mount' | 'digest' | 'sysctl';
  /** Whether the field is marked only if the value has it already. */
  readonly onlyIfSet?: boolean;
}

/** The image of a container. Only its digest matters. */
export const IMAGE = 'image';

const POD = ['pod'] as const;
const CONTAINER = ['container'] as const;
const BOTH = ['pod', 'container'] as const;

function inContext(keys: readonly string[], levels: ValueField['levels'], mark: ValueField['mark'], onlyIfSet = false): ValueField {
  return { keys, field: `securityContext.${keys.join('.')}`, levels, mark, onlyIfSet };
}

function amount(...keys: readonly string[]): ValueField {
  return { keys, field: `resources.${keys.join('.')}`, levels: CONTAINER, mark: 'text' };
}

/** The fields that a value of each kind can set. */
export const VALUE_FIELDS: { readonly [kind in CandidateKind]: readonly ValueField[] } = {
  context: [
    inContext(['runAsNonRoot'], BOTH, 'text'),
    inContext(['runAsUser'], BOTH, 'number'),
    inContext(['runAsGroup'], BOTH, 'number'),
    inContext(['fsGroup'], POD, 'number'),
    inContext(['fsGroupChangePolicy'], POD, 'text'),
    inContext(['sysctls'], POD, 'sysctl'),
    inContext(['seccompProfile', 'type'], BOTH, 'text'),
    inContext(['allowPrivilegeEscalation'], CONTAINER, 'text'),
    inContext(['capabilities', 'drop'], CONTAINER, 'list'),
    inContext(['capabilities', 'add'], CONTAINER, 'list', true),
    inContext(['readOnlyRootFilesystem'], CONTAINER, 'text'),
    inContext(['privileged'], CONTAINER, 'text'),
  ],
  // The value is the profile alone. The template writes the security context around it.
  seccomp: [{ keys: ['type'], field: 'securityContext.seccompProfile.type', levels: BOTH, mark: 'text' }],
  resources: [amount('limits', 'memory'), amount('limits', 'cpu'), amount('limits', 'ephemeral-storage'),
    amount('requests', 'memory'), amount('requests', 'cpu'), amount('requests', 'ephemeral-storage')],
  volumes: [{ keys: [], field: 'volumes', levels: POD, mark: 'volume' }],
  mounts: [{ keys: [], field: 'volumeMounts', levels: CONTAINER, mark: 'mount' }],
  token: [{ keys: [], field: 'automountServiceAccountToken', levels: POD, mark: 'text' }],
  digest: [{ keys: [], field: IMAGE, levels: CONTAINER, mark: 'digest' }],
};

/** The fields that containers inherit from their pod. */
export const INHERITED: ReadonlySet<string> = new Set(
  VALUE_FIELDS.context.filter(({ levels }) => levels.length > 1).map(({ field }) => field),
);

/** The field of a pod or a container around a nested field, such as `securityContext`. */
export function rootOf(field: string): string {
  return field.split('.')[0];
}
