import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { containerYaml } from '../../fixes';

interface Reason {
  readonly words: RegExp;
  readonly what: string;
  /** What to change: the login of the pod, the name of the image, or nothing in the manifest. */
  readonly changes: 'login' | 'image' | 'nothing';
}

const REASONS: readonly Reason[] = [
  { words: /toomanyrequests|rate limit/i, what: 'the registry limits pulls: log in (imagePullSecrets), or use a mirror', changes: 'login' },
  {
    words: /unauthorized|401|403|authorization failed|access denied|denied:/i,
    what: 'the registry refuses the pull: add a login for it (imagePullSecrets), or correct the name of the image',
    changes: 'login',
  },
  {
    words: /never ?pull|policy of Never/i,
    what: 'the image is not on the node and imagePullPolicy is Never: load it on the node, or use IfNotPresent',
    changes: 'nothing',
  },
  {
    words: /no such host|i\/o timeout|connection refused|dial tcp|server misbehaving|deadline exceeded/i,
    what: 'the registry does not answer: correct its name, or the network configuration of the nodes',
    changes: 'image',
  },
  {
    words: /x509|certificate/i,
    what: 'the nodes do not trust the certificate of the registry: add its CA to the container runtime of each node',
    changes: 'nothing',
  },
  {
    words: /not found|manifest unknown|does not exist/i,
    what: 'the image or its tag does not exist: correct the name, or push it',
    changes: 'image',
  },
  { words: /no match for platform/i, what: 'the image has no variant for the architecture of the node: build one', changes: 'nothing' },
];

const UNKNOWN: Omit<Reason, 'words'> = {
  what: 'correct the name of the image, or add a login for its registry (imagePullSecrets)',
  changes: 'login',
};

function pullFix({ line, others, evidence: { image = 'IMAGE' } }: SignMatch): Remedy {
  const texts = [line, ...others.map((other) => other.line)].map(({ text }) => text).join('\n');
  const { what, changes } = REASONS.find(({ words }) => words.test(texts)) ?? UNKNOWN;
  return {
    do: what,
    ...changes === 'login' && {
      typescript: `// of the container: image: '${image}'; of the workload: `
        + 'dockerRegistryAuth: new DockerConfigSecret(chart, \'login\', { ... })',
      yaml: 'imagePullSecrets:\n  - name: registry-login   # kubectl create secret docker-registry registry-login ...',
    },
    ...changes === 'image'
      && {
        typescript: `// of the container: image: '${image}', with the name that exists`,
        yaml: `# of the container: image: ${image}, with the name that exists`,
      },
  };
}

/** Images that the kubelet cannot pull. */
export const IMAGE_CAUSES: readonly CatalogedCause[] = [
  {
    id: 'image-name-invalid',
    title: 'the name of the image is invalid',
    why: 'Names are lower case, with at most one tag and one digest.',
    signs: [
      { in: 'cluster', reason: /^(?:InvalidImageName|InspectFailed)$/ },
      { in: 'cluster', text: /couldn't parse image (?:name|reference) "?(?<image>[^":]*)|invalid reference format/ },
    ],
    fix: (found) => ({
      do: `correct the image ${found.evidence.image ?? ''}`.trim(),
      typescript: "// of the container: image: 'registry.example.com/shop/web:1.4.2'",
      yaml: containerYaml(found, 'image: registry.example.com/shop/web:1.4.2'),
    }),
    example: {
      source: 'cluster',
      reason: 'InvalidImageName',
      text: 'Failed to apply default image tag "Web:1": couldn\'t parse image name "Web:1": '
        + 'invalid reference format: repository name must be lowercase',
    },
  },
  {
    id: 'image-pull',
    title: 'the image cannot be pulled',
    why: 'The image does not exist, or the registry requires a login, does not answer, or limits pulls.',
    signs: [
      {
        in: 'cluster',
        text: alternatives([
          /[Ff]ailed to (?:pull|resolve)(?: and unpack)? image/, // failed to pull and unpack image "registry.example.com/web:1"
          /pull access denied/, // pull access denied, repository does not exist or may require authorization
          /toomanyrequests/, // toomanyrequests: You have reached your pull rate limit
          /manifest unknown/, // manifest unknown: manifest unknown
          /ErrImageNeverPull/, // ErrImageNeverPull
          /is not present with pull policy of Never/, // Container image "web:1" is not present with pull policy of Never
        ]),
        weight: 92,
      },
      { in: 'cluster', reason: /^(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|RegistryUnavailable|SignatureValidationFailed)$/ },
    ],
    fix: (found) => pullFix(found),
    example: { source: 'cluster', reason: 'ErrImagePull', text: 'failed to pull and unpack image "registry.example.com/web:2": not found' },
  },
];
