import { run, workspaces } from './support';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { version } = require('../../../package.json');

const workspace = workspaces();

interface Listed {
  readonly command: string;
  /** The groups that its help has options in. */
  readonly groups: readonly string[];
  readonly options: readonly { readonly short?: string; readonly long: string; readonly value?: string }[];
}

const namesIn = (help: string) => {
  const [, list = ''] = /^Commands:\n([^]*?)\n\n/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
};

/** What the help of each command lists, and of the commands in it. */
async function listed(...above: readonly string[]): Promise<readonly Listed[]> {
  const { stdout } = await run([...above, '--help']);
  const found: Listed[] = [];
  for (const name of namesIn(stdout)) {
    const command = [...above, name];
    const help = (await run([...command, '--help'])).stdout.replace(/\nExamples:[^]*/, '');
    found.push({
      command: command.join(' '),
      groups: [...help.matchAll(/^(\w.*):$/gm)].map(([, group]) => group).filter((group) => !['Arguments', 'Commands'].includes(group)),
      options: [...help.matchAll(/^ {2}(?:(-\w), )?(--[a-z-]+)(?: (<.*?>))?/gm)].map(([, short, long, value]) => ({ short, long, value })),
    }, ...await listed(...command));
  }
  return found;
}

test('an option with a short name has it in every command, and no other option has that name', async () => {
  const SHORT: Record<string, string> = { '--output': '-o', '--namespace': '-n', '--values': '-f', '--help': '-h' };
  const options = (await listed()).flatMap(({ command, options: own }) => own.map((option) => ({ command, ...option })));
  expect(options.filter(({ long, short }) => short !== SHORT[long])).toEqual([]);
  for (const long of Object.keys(SHORT)) {
    expect(options.map((option) => option.long)).toContain(long);
  }
});

test('an option takes the same in every command', async () => {
  const values = new Map<string, Set<string | undefined>>();
  for (const { options } of await listed()) {
    options.forEach(({ long, value }) => values.set(long, (values.get(long) ?? new Set()).add(value)));
  }
  const different = [...values].filter(([, all]) => all.size > 1).map(([long, all]) => [long, ...[...all].sort()]);
  expect(different).toEqual([]);
});

/** Options that came after the surface of 1.0 was decided. */
const LATER = [
  'lock --observe', 'lock --for',
  'namespaces --to', 'namespaces --kubernetes-version', 'namespaces --format', 'namespaces --output', 'namespaces --config', 'namespaces --values', 'namespaces --namespace',
  'namespaces --allow-remote', 'namespaces --output-dir', // A command of its own: no other has its table.
  'audit --cluster', 'audit --context', 'namespaces --cluster', 'namespaces --context', 'harden --cluster', 'harden --context',
  'lock --cluster', 'lock --context', // What runs today, from a cluster that the user names.
  'audit --admission-policies', // The own policies of a team.
  'policies test --admission-policies', 'policies test --config', 'policies test --format', 'policies test --output', // Tests of those.
  'audit --verbose', // Lists that are too long for each run.
  'suggest-paths --pod', 'suggest-paths --container', 'suggest-paths --context', 'suggest-paths --debug-image', 'suggest-paths --yes', // A container of a pod.
  'audit --standard', // Auditors ask for the items of a standard, and not for findings.
];
const laterOf = (command: string) => LATER.filter((option) => option.startsWith(`${command} `)).length;

test('the commands have few options: 26 for audit, 19 for harden, 115 in all, and at most 31 later ones', async () => {
  const numbers = new Map((await listed()).map(({ command, options }) => [command, options.filter(({ long }) => long !== '--help').length]));
  expect(numbers.get('audit')).toBeLessThanOrEqual(26 + laterOf('audit'));
  expect(numbers.get('harden')).toBeLessThanOrEqual(19 + laterOf('harden'));
  expect([...numbers.values()].reduce((sum, number) => sum + number)).toBeLessThanOrEqual(115 + LATER.length);
  expect(LATER.length).toBeLessThanOrEqual(31);
});

test('a command with many options has them in groups', async () => {
  const long = (await listed()).filter(({ options }) => options.length > 6);
  expect(long.map(({ command }) => command)).toEqual(['audit', 'harden', 'values', 'lock', 'network', 'namespaces', 'policies', 'suggest-paths']);
  expect(long.filter(({ groups }) => groups.length < 3 || groups[groups.length - 1] !== 'Options')).toEqual([]);
});

test('--version prints the version', async () => {
  expect(await run(['--version'])).toEqual({
    status: 0,
    stdout: `${version}
`,
    stderr: [],
  });
});

test.each([
  [['audit', '.', '-x'], 'unknown option "-x": see `cdk8s-hardened audit --help`'],
  [['audit', '.', '--detial'], 'unknown option "--detial": did you mean --detail?'],
  [['audit', '.', '--waiver'], 'unknown option "--waiver": did you mean --waivers?'],
  [['--audit'], 'unknown option "--audit": see `cdk8s-hardened --help`'],
  [['explain', '-o\nx'], 'unknown option "-o\\nx": see `cdk8s-hardened explain --help`'],
  [['audti'], 'unknown command "audti": did you mean audit?'],
  [['help', 'audti'], 'unknown command "audti": did you mean audit?'],
  [['scan'], 'unknown command "scan": see `cdk8s-hardened --help`'],
  [['suggest-paths'], 'suggest-paths needs <image>: the image to run'],
  [['completion'], 'completion needs <shell>: use one of "bash", "zsh", "fish"'],
  [['completion', 'fsh'], '<shell> "fsh" is unknown: did you mean "fish"?'],
  [['audit', '.', '--output'], '-o, --output <file> has no value: write the report to a file; the file is not changed if the audit exits with 2'],
  [['audit', '.', '--group-by'], '--group-by <what> has no value: use one of "workload", "file", "control"'],
  [['values', 'chart', '-n', 'shop'], 'values needs --release <name>: name of the release, which is part of the names of its workloads'],
  [['values'], 'values needs <chart>, --release <name> and --namespace <namespace>: see `cdk8s-hardened values --help`'],
  [['values', 'chart'], 'values needs --release <name> and --namespace <namespace>: see `cdk8s-hardened values --help`'],
  [['values', '-n', 'shop'], 'values needs <chart> and --release <name>: see `cdk8s-hardened values --help`'],
  [['explain', 'privileged', 'sysctls'], 'explain takes at most 1 argument, not 2: see `cdk8s-hardened explain --help`'],
  [['init', 'x'], 'init takes no arguments, not 1: see `cdk8s-hardened init --help`'],
  [['audit', '.', '--format', 'sarf'], '--format "sarf" is unknown: did you mean "sarif"?'],
  [['audit', '.', '--format', 'it\'s xml'], '--format "it\'s xml" is unknown: use one of '],
  [['audit', '.', '--only', 'readonly'], 'unknown control "readonly": did you mean "read-only-root-filesystem"?'],
  [['harden', '.', '--keep', 'hostNetwork'], 'unknown control "hostNetwork": did you mean "host-namespaces"?'],
  [['harden', '.', '--keep', '*.yaml'], '--keep "*.yaml" is not the id of a control; to leave out files, use `excludeFiles` in the settings file'],
  [['audit', ''], 'the name of a file or folder is empty: a variable of your shell may be unset'],
  [['policies', 'tset', 'cases'], 'policies takes no arguments, not 2: see `cdk8s-hardened policies --help`'],
  [['policies', 'test'], 'test needs <folder>: folder with the folders pass and fail'],
  [['policies', 'test', 'cases', '--formt', 'junit'], 'unknown option "--formt": did you mean --format?'],
  [['policies', 'test', 'cases', '-x'], 'unknown option "-x": see `cdk8s-hardened policies test --help`'],
  [['explain', 'rootfs'], 'unknown control "rootfs": did you mean "read-only-root-filesystem"?'],
  [['policies', '--fill-in', 'seccompProfile'], 'unknown control "seccompProfile": did you mean "seccomp-profile-'],
])('%j is an error in the style of all others', async (args, message) => {
  const { status, stdout, stderr } = await run(args, { cwd: workspace().folder });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: [expect.stringContaining(`cdk8s-hardened: ${message}`)] });
  expect(stderr[0]).toMatch(/^cdk8s-hardened: /);
});
