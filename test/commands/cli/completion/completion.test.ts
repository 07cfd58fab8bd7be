import { run } from '../support';

const scriptFor = async (shell: string) => (await run(['completion', shell])).stdout;

test.each(['bash', 'zsh', 'fish', 'powershell'])('the script for %s has every command and every option', async (shell) => {
  const script = await scriptFor(shell);
  const names = [...(await run(['--help'])).stdout.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name]) => name).filter((name) => name !== 'cdk8s-hardened');
  expect(names.length).toBeGreaterThan(10);
  for (const name of names.filter((each) => each !== 'help')) {
    const options = [...(await run([name, '--help'])).stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, option]) => option);
    expect(script).toContain(name);
    expect(options.filter((option) => !new RegExp(`(?:--|-l )${option}\\b`).test(script))).toEqual([]);
  }
});

test('what completes to nothing is a text of the user', async () => {
  const texts = new Set<string>();
  for (const [, command, option] of (await scriptFor('bash')).matchAll(/^ {4}'([a-z -]+):(--[a-z-]+)'[^)]*\) _cdk8s_hardened_nothing/gm)) {
    texts.add(new RegExp(`${option} <(.*?)>`).exec((await run([...command.split(' '), '--help'])).stdout)![1]);
  }
  // An option that takes a file, a folder or a control calls it so: then shells complete it.
  expect([...texts].sort()).toEqual([
    'address', 'command', 'context', 'glob', 'image', 'key=value', 'name', 'namespace', 'namespace/pod', 'option', 'pattern', 'platform', 'revision', 'size', 'time',
    'user', 'variable', 'version',
  ]);
});

test('the script for PowerShell has the values of options, quoted', async () => {
  const script = await scriptFor('powershell');
  expect(script).toMatch(/^Register-ArgumentCompleter -Native -CommandName cdk8s-hardened -ScriptBlock \{$/m);
  const audit = /^ {4}'audit' = \[ordered\]@\{\n([\s\S]*?)\n {4}\}/m.exec(script)![1];
  expect(audit).toContain("      '--group-by' = @('workload', 'file', 'control')");
  expect(audit).toContain("      '--output' = @()");
  expect(audit).toContain("      '--allow-empty' = $null");
  expect(script).toMatch(/^ {4}'explain' = @\('app-armor-profile', /m);
  // Quotes of the descriptions end no text early.
  expect(script.split('\n').filter((line) => line.replace(/''/g, '').split("'").length % 2 === 0 && !line.startsWith('  #') && !line.startsWith('#'))).toEqual([]);
});
