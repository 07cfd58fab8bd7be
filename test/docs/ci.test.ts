import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { parse } from 'yaml';
import { checkProperties } from '../../src/commands/plugin/check-properties';
import { FORMATS } from '../../src/tasks/reports/formats';
import { run, PRIVILEGED, workspaces } from '../commands/cli/support';
import { codeBlocks } from '../examples/markdown';
import { ACTION, GITLAB_INPUTS, gitlabJob, HOOKS } from '../integrations/ci-files';
import { expectValid } from '../integrations/schemas';

// What docs/how-to/ci.md shows is valid, and its commands work.

const FILE = join(__dirname, '..', '..', 'docs', 'how-to', 'ci.md');
const doc = readFileSync(FILE, 'utf8');
const [workflow, reviewdog, gitlab, gitlabSarif, preCommit, cdk8s] = codeBlocks(doc, 'yaml').map((block) => parse(block));
const workspace = workspaces();

test('the workflow of GitHub is valid, pins by full SHA, and uses inputs and outputs of the action', () => {
  expectValid('workflow of GitHub', workflow);
  const { steps } = workflow.jobs.audit;
  expect(steps.map(({ uses }: any) => uses).filter((uses: string) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  const [, audit, upload] = steps;
  expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(audit.with)));
  expect(Object.keys(ACTION.outputs)).toContain(/steps\.audit\.outputs\.(\w+)/.exec(upload.if)![1]);
  expect(upload.with.sarif_file).toBe(audit.with.sarif);
});

test('the workflow of reviewdog is valid, and its audit writes suggestions', async () => {
  expectValid('workflow of GitHub', reviewdog);
  const [checkout, setup, { run: audit }, { run: review }] = reviewdog.jobs.review.steps;
  expect([checkout.uses, setup.uses]).toEqual([expect.stringMatching(/@[0-9a-f]{40}$/), expect.stringMatching(/@[0-9a-f]{40}$/)]);
  const [, args, file] = /^npx cdk8s-hardened (audit .*--output (\S+))$/.exec(audit)!;
  expect(review).toBe(`reviewdog -f=rdjson -name=cdk8s-hardened -reporter=github-pr-review < ${file}`);
  const { folder } = workspace().write({ 'manifests/pod.yaml': PRIVILEGED });
  expect(await run(args.split(' '), { cwd: folder })).toMatchObject({ status: 0, stderr: [] });
  expect(JSON.parse(workspace().read(file)).diagnostics).toContainEqual(expect.objectContaining({ suggestions: [expect.objectContaining({ text: 'false' })] }));
});

test('the jobs of GitLab use inputs of the component, and its artifact', () => {
  const { inputs } = gitlab.include[0];
  expect(Object.keys(GITLAB_INPUTS)).toEqual(expect.arrayContaining(Object.keys(inputs)));
  const [[name, job]] = Object.entries<any>(gitlabJob());
  expect(job.artifacts.paths).toContain(gitlabSarif[name].artifacts.reports.sarif);
});

test('the configuration of pre-commit is valid, and names a hook', () => {
  expectValid('configuration of pre-commit', preCommit);
  expect(HOOKS.map(({ id }: any) => id)).toContain(preCommit.repos[0].hooks[0].id);
});

test('the plugin takes its properties', () => {
  expect(() => checkProperties(cdk8s.validations[0].properties)).not.toThrow();
});

test('the command of Jenkins writes the file that it reads', async () => {
  const [, command] = /sh 'npx cdk8s-hardened (.*)'/.exec(doc)!;
  const [, file] = /junit '(.*)'/.exec(doc)!;
  workspace().write({ 'dist/pod.yaml': PRIVILEGED });
  expect((await run(command.split(' '), { cwd: workspace().folder })).status).toBe(1);
  expect(workspace().read(file)).toContain('<testsuites');
});

test('the table has formats that exist, and the files that it links to exist', () => {
  const listed = [...doc.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(Object.keys(FORMATS)).toEqual(expect.arrayContaining(listed));
  expect(listed).toHaveLength(Object.keys(FORMATS).length);
  const links = [...doc.matchAll(/\]\((?!http|#)([^)#]+)/g)].map(([, path]) => path);
  expect(links.filter((path) => !existsSync(join(dirname(FILE), path)))).toEqual([]);
});
