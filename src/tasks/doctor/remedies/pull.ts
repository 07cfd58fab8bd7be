import { Fix, Found } from '../cause';

interface Reason {
  readonly words: RegExp;
  readonly what: string;
  /** What to change: the login of the pod, the name of the image, or nothing in the manifest. */
  readonly changes: 'login' | 'image' | 'nothing';
}

const REASONS: readonly Reason[] = [
  { words: /toomanyrequests|rate limit/i, what: 'the registry limits pulls: log in (imagePullSecrets), or use a mirror', changes: 'login' },
  { words: /unauthorized|401|403|authorization failed|access denied|denied:/i, what: 'the registry refuses: add a login for it (imagePullSecrets), or the name is wrong', changes: 'login' },
  { words: /never ?pull|policy of Never/i, what: 'the image is not on the node and imagePullPolicy is Never: load it on the node, or use IfNotPresent', changes: 'nothing' },
  { words: /no such host|i\/o timeout|connection refused|dial tcp|server misbehaving|deadline exceeded/i, what: 'the registry does not answer: correct its name, or the network of the nodes', changes: 'image' },
  { words: /x509|certificate/i, what: 'the nodes do not trust the certificate of the registry: add its CA to the container runtime of each node', changes: 'nothing' },
  { words: /not found|manifest unknown|does not exist/i, what: 'the image or its tag does not exist: correct the name, or push it', changes: 'image' },
  { words: /no match for platform/i, what: 'the image has no variant for the architecture of the node: build one', changes: 'nothing' },
];

const UNKNOWN: Omit<Reason, 'words'> = { what: 'correct the name of the image, or add a login for its registry (imagePullSecrets)', changes: 'login' };

export function pullFix({ line, others, evidence: { image = 'IMAGE' } }: Found): Fix {
  const texts = [line, ...others.map((other) => other.line)].map(({ text }) => text).join('\n');
  const { what, changes } = REASONS.find(({ words }) => words.test(texts)) ?? UNKNOWN;
  return {
    do: what,
    ...changes === 'login' && {
      typescript: `// of the container: image: '${image}'; of the workload: dockerRegistryAuth: new DockerConfigSecret(chart, 'login', { ... })`,
      yaml: 'imagePullSecrets:\n  - name: registry-login   # kubectl create secret docker-registry registry-login ...',
    },
    ...changes === 'image' && { typescript: `// of the container: image: '${image}', with the name that exists`, yaml: `# of the container: image: ${image}, with the name that exists` },
  };
}
