import { readFileSync } from 'fs';
import { join } from 'path';
import { ACTION, GITLAB_INPUTS, gitlabJob, HOOKS, MATCHER } from './ci-files';
import { expectValid } from './schemas';
import { packageVersion, PINNED } from '../../projenrc/pinned-version';
import { podYaml, workspaces } from '../commands/cli/support';
import { ROOT } from '../package/support';

// What can be checked of the files for CI systems without running them; the slow tests run them.

const workspace = workspaces();

test('every file runs the version of this package; `npm run docs` writes it', () => {
  const pinned = Object.entries(PINNED).map(([file, version]) => version.exec(readFileSync(join(ROOT, file), 'utf8'))?.[0]);
  expect(pinned).toEqual(Object.keys(PINNED).map(packageVersion));
});

describe('the action of GitHub', () => {
  const { inputs, runs: { steps }, outputs } = ACTION;
  const expressions: string[] = steps.flatMap(({ env, 'working-directory': folder = '' }: any) => [...Object.values(env), folder]);

  test('is valid by its schema', () => expectValid('action of GitHub', ACTION));

  test('passes each input by a variable, and no text of an expression to a shell', () => {
    expect(steps.map(({ run }: any) => run).join()).not.toContain('${{');
    const passed = expressions.flatMap((text) => /^\${{ inputs\.([\w-]+) }}$/.exec(text)?.[1] ?? []);
    expect(passed.sort()).toEqual(Object.keys(inputs).sort());
  });

  test('uses no other action, and its outputs are those of its steps', () => {
    expect(steps.filter(({ uses }: any) => uses)).toEqual([]);
    for (const [name, { value }] of Object.entries<any>(outputs)) {
      expect(value).toBe(`\${{ steps.audit.outputs.${name} }}`);
    }
  });
});

describe('the component of GitLab', () => {
  test('is valid by the schema of GitLab, as far as that goes: it does not know inputs and `expand`', () => {
    const { variables, ...job } = gitlabJob()['cdk8s-hardened'];
    expectValid('jobs of GitLab', { 'cdk8s-hardened': { ...job, variables: Object.fromEntries(Object.keys(variables).map((name) => [name, ''])) } });
  });

  test('passes inputs by variables that are not expanded, and no text of one to a shell', () => {
    const text = readFileSync(join(ROOT, 'integrations', 'gitlab', 'cdk8s-hardened.yml'), 'utf8');
    expect(/script:\n[^]*artifacts:/.exec(text)![0]).not.toContain('$[[');
    expect(Object.values<any>(gitlabJob()['cdk8s-hardened'].variables).map(({ expand }) => expand)).not.toContain(true);
    const used = new Set([...text.matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(GITLAB_INPUTS).sort());
  });

  test('accepts exact versions only', () => {
    const exact = new RegExp(GITLAB_INPUTS.version.regex!);
    expect(['1.2.3', '1.2.3-rc.1', packageVersion()].filter((version) => !exact.test(version))).toEqual([]);
    expect(['latest', '^1.2.3', '1.2', 'npm:other@1.2.3', '1.2.3; id'].filter((version) => exact.test(version))).toEqual([]);
  });
});

test('the hooks of pre-commit are valid by their schema', () => expectValid('hooks of pre-commit', HOOKS));

describe('the problem matcher', () => {
  const matched = (text: string) => MATCHER.problemMatcher.flatMap(({ severity, pattern: [{ regexp, ...groups }] }: any) => text.split('\n').flatMap((line) => {
    const match = new RegExp(regexp).exec(line);
    return match ? [{ severity, ...Object.fromEntries(Object.entries<number>(groups).map(([name, group]) => [name, match[group]])) }] : [];
  }));

  test('finds every finding of the text by control, and nothing else', async () => {
    workspace().write({
      'shop/a b.yaml': podYaml((spec) => { spec.containers[0].securityContext.privileged = true; spec.enableServiceLinks = true; }),
      'Dockerfile': 'FROM debian:13.1-slim\nUSER root\n',
    });
    const { findings } = await workspace().json('.');
    expect(findings.map(({ risk }) => risk)).toEqual(expect.arrayContaining(['critical', 'low']));
    const { stdout } = await workspace().audit('.', '--detail', 'all', '--group-by', 'control');
    expect(matched(stdout).map(({ message: _, ...place }: any) => place)).toEqual(expect.arrayContaining(findings.map((finding) => ({
      file: finding.file,
      line: String(finding.line),
      column: finding.column === undefined ? undefined : String(finding.column),
      severity: ['medium', 'low'].includes(finding.risk) ? 'warning' : 'error',
      code: finding.control,
    }))));
    expect(matched(stdout)).toHaveLength(findings.length);
    expect(matched(stdout).find(({ code }: any) => code === 'privileged').message).toMatch(/^container "main": .*privileged is true$/);
  });

  test('leaves out waived findings', () => {
    expect(matched('  a.yaml:1:2: waived: privileged: x\n  a.yaml:1:2: critical: privileged: x\n')).toHaveLength(1);
  });
});
