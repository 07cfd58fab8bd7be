import { Remedy, SignMatch } from '../cause';

/** The requirements of policies, in words that Gatekeeper, Kyverno, Kubewarden and Azure share. */
interface Demand {
  readonly words: RegExp;
  readonly what: string;
  /** Fields of the container, or of the pod. */
  readonly container?: readonly string[];
  readonly pod?: string;
}

const inContext = (line: string) => ['securityContext:', `  ${line}`];

/** The name of a container in a message, but not an ordinary word after "container". */
const CONTAINER = /\bcontainers?\b:?\s*[<"'`[(]*(?!is\b|has\b|must\b|does\b|images?\b)([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)[>"'`\])]/;

const DEMANDS: readonly Demand[] = [
  {
    words: /read[- ]?only ?root ?file ?system/i,
    what: 'set `readOnlyRootFilesystem: true`',
    container: inContext('readOnlyRootFilesystem: true'),
  },
  {
    words: /allow ?Privilege ?Escalation|privilege escalation/i,
    what: 'set `allowPrivilegeEscalation: false`',
    container: inContext('allowPrivilegeEscalation: false'),
  },
  { words: /\bprivileged\b/i, what: 'remove `privileged: true`', container: inContext('privileged: false') },
  {
    words: /\bcapabilit(?:y|ies)\b/i,
    what: 'set `capabilities: { drop: [ALL] }`, and add none',
    container: inContext('capabilities: { drop: [ALL] }'),
  },
  {
    words: /run ?As ?Non-? ?Root|\bnon-?root\b|\b(?:as|the) root\b|\broot user\b|\brunAsUser\b/i,
    what: 'set `runAsNonRoot: true`, and `runAsUser` to the uid of the image',
    pod: 'securityContext:\n  runAsNonRoot: true',
  },
  {
    words: /seccomp/i,
    what: 'set `seccompProfile: { type: RuntimeDefault }`',
    pod: 'securityContext:\n  seccompProfile: { type: RuntimeDefault }',
  },
  { words: /host ?path/i, what: 'use an emptyDir, a PVC or a ConfigMap instead of the hostPath volume' },
  { words: /host ?(?:network|pid|ipc)\b|host namespaces?/i, what: 'remove hostNetwork, hostPID and hostIPC', pod: 'hostNetwork: false' },
  { words: /host ?ports?\b/i, what: 'remove `hostPort`, and expose the port with a Service' },
  {
    words: /\b(?:cpu|memory|resources?)\b.{0,40}\b(?:limits?|requests?)\b|\b(?:limits?|requests?)\b.{0,40}\b(?:cpu|memory|resources?)\b/i,
    what: 'set requests and limits of cpu and memory',
    container: ['resources:', '  requests: { cpu: 100m, memory: 64Mi }', '  limits: { cpu: 500m, memory: 256Mi }'],
  },
  {
    words: /\blatest\b|\bimage tag\b|\bmutable\b|\bdigests?\b/i,
    what: 'use a version tag for the image, or pin its digest (`npx cdk8s-hardened lock`)',
    container: ['image: registry.example.com/web:1.4.2'],
  },
  {
    words: /\bregistr(?:y|ies)\b|\bimage repo\w*|\ballowed repos?\b/i,
    what: 'copy the image to a registry that the policy allows, and use it from there',
  },
  {
    words: /(?:liveness|readiness|startup) ?probes?|\bprobes?\b/i,
    what: 'add the probes',
    container: ['livenessProbe: { httpGet: { path: /health, port: 8080 } }', 'readinessProbe: { httpGet: { path: /health, port: 8080 } }'],
  },
  { words: /automount/i, what: 'set `automountServiceAccountToken: false`', pod: 'automountServiceAccountToken: false' },
  { words: /\blabels?\b/i, what: 'add the required labels to the workload and to its pod template' },
  { words: /\bdefault namespace\b|\bnamespace ["'`]?default\b/i, what: 'use a namespace other than default' },
];

/** The fix for a policy whose message has a known requirement; undefined for all others. */
export function demandFix(found: SignMatch, message: string): Remedy | undefined {
  // Fields in braces are the printed object, not a requirement.
  const sentence = message.replace(/\{[^{}]*:[^{}]*\}/g, ' ');
  const demands = DEMANDS.filter(({ words }) => words.test(sentence));
  if (demands.length === 0) {
    return undefined;
  }
  const name = CONTAINER.exec(message)?.[1] ?? found.evidence.container ?? 'main';
  const own = demands.flatMap(({ container = [] }) => container);
  const fields = [...new Set(own)].map((line) => `    ${line}`);
  const yaml = [
    ...new Set(demands.flatMap(({ pod }) => pod?.split('\n') ?? [])),
    ...fields.length > 0 ? ['containers:', `  - name: ${name}`, ...fields] : [],
  ];
  return {
    do: demands.map(({ what }) => what).join('; '),
    ...yaml.length > 0 && { yaml: yaml.join('\n') },
  };
}
