import { execFileSync, spawnSync } from 'child_process';
import { join } from 'path';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';
import { run, workspaces } from '../support';

const { bash, fish, zsh } = SLOW_PACKAGES;

beforeAll(() => requirePackages({ bash, fish, zsh }));

const workspace = workspaces();

beforeEach(async () => {
  workspace().write({ 'work/a b.yaml': '', 'work/report.yaml': '', 'work/folder/web.yaml': '' });
  for (const shell of ['bash', 'zsh', 'fish']) {
    workspace().write({ [shell]: (await run(['completion', shell])).stdout });
  }
  workspace().write({ 'functions/_cdk8s-hardened': workspace().read('zsh') });
});

/** How an interactive shell begins, and the keys that insert everything that it would offer. */
const TERMINALS = {
  bash: {
    argv: ['bash', '--norc', '--noprofile', '-i'],
    setup: ['PS1=', 'bind "set enable-bracketed-paste off"', 'source ../bash'],
    keys: '\x1b*',
  },
  zsh: {
    argv: ['zsh', '-f', '-i'],
    setup: [
      'PS1=', 'unsetopt prompt_cr prompt_sp', 'autoload -Uz compinit && compinit -u -D', 'source ../zsh', 'bindkey "^Xa" all-matches',
      'zle -C all-matches complete-word _generic', 'zstyle ":completion:all-matches::::" completer _all_matches _complete', 'zstyle ":completion:all-matches:*" insert true',
    ],
    keys: '\x18a',
  },
  zshFunctions: {
    argv: ['zsh', '-f', '-i'],
    setup: ['PS1=', 'unsetopt prompt_cr prompt_sp', 'fpath=($PWD/../functions $fpath)', 'autoload -Uz compinit && compinit -u -D'],
    keys: '\t',
  },
} as const;

/** The arguments that each line comes to, once the keys are pressed at its end. */
function argumentsAfter(shell: keyof typeof TERMINALS, lines: readonly string[], keys: string): readonly (readonly string[])[] {
  const { argv, setup } = TERMINALS[shell];
  const input = JSON.stringify({ argv, setup, cwd: join(workspace().folder, 'work'), typed: lines.map((line) => line + keys) });
  const { status, stdout, stderr } = spawnSync('python3', [join(__dirname, 'typed.py')], { input, encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** What a shell offers at the end of each line. */
function offered(shell: string, lines: readonly string[]): readonly (readonly string[])[] {
  if (shell === 'fish') {
    const script = ['source ../fish', ...lines.map((line) => `complete -C 'cdk8s-hardened ${line}'; echo ---`)].join('\n');
    const output = execFileSync('fish', ['--no-config', '-c', script], { cwd: join(workspace().folder, 'work'), encoding: 'utf8', env: { ...process.env, HOME: workspace().folder } });
    return output.split('---\n').slice(0, lines.length).map((part) => normalized(part.split('\n').filter((line) => line !== '')));
  }
  const { keys } = TERMINALS[shell as 'bash' | 'zsh'];
  return argumentsAfter(shell as 'bash' | 'zsh', lines, keys).map((words, index) => {
    const before = lines[index].split(' ').length - 1;
    expect(words.slice(0, before)).toEqual(lines[index].split(' ').slice(0, before));
    return normalized(words.slice(before));
  });
}

/** fish adds descriptions, and shells end folders with a slash, or not. */
function normalized(words: readonly string[]): readonly string[] {
  return words.map((word) => word.replace(/\t.*$/, '').replace(/\/$/, '')).filter((word) => word !== '').sort();
}

const FILES = ['a b.yaml', 'folder', 'report.yaml'];

const CASES: readonly [string, readonly string[]][] = [
  ['hard', ['harden']],
  ['audit --forma', ['--format']],
  ['audit --exclude', ['--exclude-files']],
  ['audit --format s', ['sarif']],
  ['audit --format=s', ['--format=sarif']],
  ['audit --group-by ', ['control', 'file', 'workload']],
  ['audit ', FILES],
  ['audit -o re', ['report.yaml']],
  ['audit --output a', ['a b.yaml']],
  ['audit folder -f re', ['report.yaml']],
  ['export-waivers --output-dir ', ['folder']],
  ['audit --report sari', ['sarif=']],
  ['audit --report sarif=re', ['sarif=report.yaml']],
  ['audit --report=sarif=re', ['--report=sarif=report.yaml']],
  ['audit --exclude-files ', []],
  ['audit -n ', []],
  ['audit folder -q --release x --chang', ['--changed-since']],
  ['harden --only read-', ['read-only-root-filesystem']],
  ['harden --output-dir ', ['folder']],
  ['lock --image-platform ', []],
  ['suggest-paths --runtime ', ['docker', 'podman']],
  ['explain privile', ['privileged']],
  ['completion ', ['bash', 'fish', 'powershell', 'zsh']],
  ['help doc', ['doctor']],
  ['doctor -n ', []],
  ['audit --allow-empty -- re', ['report.yaml']],
  ['audit -- --format ', FILES],
  ['policies ', ['test']],
  ['policies --target ', ['kyverno', 'psa', 'vap']],
  ['policies test ', ['folder']],
  ['policies test --format ', ['junit', 'text']],
  ['policies test folder --form', ['--format']],
];

test.each(['bash', 'zsh', 'fish'])('%s completes values, files and folders', (shell) => {
  const found = offered(shell, CASES.map(([line]) => line));
  expect(CASES.map(([line], index) => [line, found[index]])).toEqual(CASES);
});

test.each(['bash', 'zsh', 'fish'])('%s offers all commands, and all options of each command', async (shell) => {
  const { stdout } = await run(['--help']);
  const commands = [...stdout.slice(stdout.indexOf('\nCommands:'), stdout.indexOf('\nExamples:')).matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
  expect(commands).toContain('suggest-paths');
  const withOptions = commands.filter((name) => name !== 'help');
  const options: string[][] = [];
  for (const name of withOptions) {
    options.push([...(await run([name, '--help'])).stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option).sort());
  }
  expect(options.flat()).toEqual(expect.arrayContaining(['--kubernetes-version', '--runtime', '--context']));
  const found = offered(shell, ['', ...withOptions.map((name) => `${name} --`)]);
  expect(found).toEqual([[...commands].sort(), ...options]);
});

test.each(['bash', 'zsh', 'zshFunctions'] as const)('%s finishes a word with the tab key', (shell) => {
  const lines = ['aud', 'audit --format sar', 'audit --report sar', 'audit --output a', 'harden --keep privileg'];
  expect(argumentsAfter(shell, lines, '\t')).toEqual([
    ['audit'], ['audit', '--format', 'sarif'], ['audit', '--report', 'sarif='], ['audit', '--output', 'a b.yaml'], ['harden', '--keep', 'privileged'],
  ]);
});
