import { toNamespacesMarkdown } from './formats/markdown';
import { Rollout, RolloutParts } from './rollout';

/** The steps of a rollout for a person, in their order. */
export function rolloutReadme(rollout: Rollout, files: readonly string[], { policies, charts, hasWaivers }: RolloutParts): string {
  const { to, version } = rollout;
  const has = (folder: string) => files.some((file) => file.startsWith(folder));
  const shell = (...lines: readonly string[]) => lines.length > 0 ? ['', '```sh', ...lines, '```'] : [];
  return `${[
    `# Pod Security ${to}, version ${version}`,
    '',
    '`cdk8s-hardened namespaces` wrote this folder, and applied nothing. Read each file, and apply the steps in this order.',
    '',
    '## 1. Warn',
    '',
    has('1-warn/namespaces')
      ? 'The labels `warn` and `audit` refuse nothing. `kubectl` prints what they would refuse.'
      : 'The labels `warn` and `audit` are set already.',
    policies.missing ?? 'The policies only warn, too. `kubectl` prints the fields that they would refuse.',
    ...shell(
      ...has('1-warn/namespaces') ? ['kubectl apply -f 1-warn/namespaces.yaml'] : [],
      ...has('1-warn/policies') ? ['kubectl apply --server-side -f 1-warn/policies.yaml'] : [],
    ),
    '',
    '## 2. Harden',
    '',
    ...has('2-harden') ? ['These workloads meet the level after hardening. Apply them, or change them where they are written.'] : [],
    ...shell(
      ...files.some((file) => /^2-harden\/[^/]+$/.test(file)) ? ['kubectl apply -f 2-harden'] : [],
      ...has('2-harden/replace') ? ['kubectl replace --force -f 2-harden/replace  # deletes and creates pods and Jobs'] : [],
    ),
    ...charts.length > 0
      ? ['', 'Others overwrite a change of these objects, so change what they write:', '', ...charts.map((line) => `- ${line}`)]
      : [],
    ...hasWaivers ? ['', WAIVERS, ...shell(`cdk8s-hardened policies --profile pss-${to} --action deny --waiver-file waivers.yaml`)] : [],
    '',
    'Start the workloads again, and wait until they run.',
    '',
    '## 3. Enforce',
    '',
    has('3-enforce')
      ? ENFORCE
      : 'No namespace can enforce more than it does today.',
    ...shell(...has('3-enforce') ? ['kubectl apply --dry-run=server -f 3-enforce', 'kubectl apply -f 3-enforce'] : []),
    '',
    'Then run `namespaces` again, with a new folder: it has the namespaces that meet the level since step 2.',
    '',
    '## Back',
    '',
    'This enforces nothing in a namespace any more:',
    ...shell('kubectl label namespace NAME pod-security.kubernetes.io/enforce- pod-security.kubernetes.io/enforce-version-'),
    '',
    '## Namespaces',
    '',
    'Namespaces whose name begins with `kube-` stay as they are, and so do objects without a namespace.',
    '',
    toNamespacesMarkdown(rollout),
  ].join('\n')}`;
}

const WAIVERS = 'Write a `reason` for each entry of `waivers.yaml` that you accept, and remove the others. Labels have no exceptions: a '
  + 'namespace with such a workload cannot enforce the level by labels, but by policies:';
const ENFORCE = 'This has only namespaces whose templates all meet the level that they get. The dry run prints a warning about each pod '
  + 'that does not, such as one with the sidecar of a webhook: leave its namespace out.';
