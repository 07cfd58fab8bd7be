import { Fix, Found } from '../cause';

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/toomanyrequests|rate limit/i, 'the registry limits pulls: log in (imagePullSecrets), or use a mirror'],
  [/unauthorized|401|403|authorization failed|access denied|denied:/i, 'the registry refuses: add a login for it (imagePullSecrets), or the name is wrong'],
  [/never ?pull|policy of Never/i, 'the image is not on the node and imagePullPolicy is Never: load it on the node, or use IfNotPresent'],
  [/no such host|i\/o timeout|connection refused|dial tcp|server misbehaving|deadline exceeded/i, 'the registry does not answer: correct its name, or the network of the nodes'],
  [/x509|certificate/i, 'the nodes do not trust the certificate of the registry'],
  [/not found|manifest unknown|does not exist/i, 'the image or its tag does not exist: correct the name, or push it'],
  [/no match for platform/i, 'the image has no variant for the architecture of the node: build one'],
];

export function pullFix({ line, others, evidence }: Found): Fix {
  const texts = [line, ...others.map((other) => other.line)].map(({ text }) => text).join('\n');
  const [, what = 'correct the name of the image, or add a login for its registry (imagePullSecrets)'] = REASONS.find(([pattern]) => pattern.test(texts)) ?? [];
  return {
    do: what,
    typescript: `// of the container: image: '${evidence.image ?? 'IMAGE'}'; of the workload: dockerRegistryAuth: new DockerConfigSecret(chart, 'login', { ... })`,
    yaml: 'imagePullSecrets:\n  - name: registry-login   # kubectl create secret docker-registry registry-login ...',
  };
}
