import { readFileSync } from 'fs';
import { join } from 'path';
import { parse, stringify } from 'yaml';
import { exampleOf } from '../../projenrc/control-example';
import { CATALOG } from '../../src/policy/controls/catalog';
import { Control, onlyFillsIn } from '../../src/policy/controls/control';
import { workspaces } from '../commands/cli/support';
import { UNSAFE_CHANGES } from '../properties/unsafe-changes';
import { UNSAFE_DOCKERFILES } from '../properties/unsafe-objects';

// A reader pastes the waiver of a control page, and writes a reason. It must cover the finding of the page.

const workspace = workspaces();
const REASON = 'accepted by the owner of the app';
const PAGES = CATALOG.map((control) => ({ control, page: readFileSync(join(__dirname, `../../docs/reference/controls/${control.id}.md`), 'utf8') }));
const blocks = (page: string, language: string) => [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, 'gm'))].map(([, text]) => text);
const inYaml = (page: string) => blocks(page, 'yaml').find((text) => text.startsWith('waivers:'));
const inCode = (page: string) => blocks(page, 'ts').find((text) => text.startsWith('{ control:'));
const comment = (page: string) => blocks(page, 'dockerfile').find((text) => text.startsWith('# cdk8s-hardened/waive:'));

/** Controls that find something only during a synthesis. */
const IN_SYNTHESIS = ['merge-keys', 'writable-paths'];

/** Whether the example needs more than its object, such as settings, a lock file, an older version or a synthesis. */
const needsMore = (id: string) => {
  const { context, version } = UNSAFE_CHANGES[id]?.find(({ lists }) => lists.includes('containers')) ?? {};
  return context !== undefined || version !== undefined || IN_SYNTHESIS.includes(id);
};

const IN_YAML = PAGES.filter(({ page }) => inYaml(page) !== undefined);
const IN_DOCKERFILES = PAGES.filter(({ page }) => comment(page) !== undefined);

test('most pages have a waiver', () => {
  expect(IN_YAML.length).toBeGreaterThan(120);
  expect(IN_DOCKERFILES.length).toBeGreaterThan(10);
  const without = PAGES.filter(({ page }) => page.includes('\n## Waiver\n\n[A waiver]') && !inYaml(page) && !comment(page));
  expect(without.map(({ control: { id } }) => id)).toEqual([]);
  expect(PAGES.filter(({ control, page }) => onlyFillsIn(control) && inYaml(page))).toEqual([]);
});

const auditOf = async ({ id, level }: Control, ...args: string[]) => {
  const { findings, stderr } = await workspace().json('.', '--only', id, '--profile', level, '--detail', 'all', ...args);
  return { stderr, states: findings.filter(({ control }) => control === id).map(({ waived }) => waived) };
};

test.each(IN_YAML.filter(({ control: { id } }) => !needsMore(id)).map(({ control, page }) => [control.id, control, page] as const))(
  'the waiver of %s covers its example', async (_, control, page) => {
    workspace().write({ 'object.yaml': stringify(exampleOf(control)!.object) });
    const before = await auditOf(control);
    expect(before.states).toContain(false);
    workspace().write({ 'waivers.txt': inYaml(page)!.replace('reason: ""', `reason: ${REASON}`) });
    const after = await auditOf(control, '--waiver-file', 'waivers.txt');
    expect(after.stderr).toEqual(before.stderr);
    expect(after.states.filter((isWaived) => isWaived)).toHaveLength(1);
  });

test.each(IN_YAML.map(({ control, page }) => [control.id, page] as const))('the waiver of %s is the same in code', (_, page) => {
  const [{ target, ...waiver }] = parse(inYaml(page)!).waivers;
  expect(target).toMatchObject({ kind: expect.any(String), name: expect.any(String) });
  expect(new Function(`return (${inCode(page)})`)()).toEqual(waiver);
});

test.each(IN_DOCKERFILES.map(({ control, page }) => [control.id, control, page] as const))('the waiver of %s covers its example', async (id, control, page) => {
  const [[text]] = UNSAFE_DOCKERFILES[id];
  workspace().write({ Dockerfile: text });
  const { findings: [{ line }] } = await workspace().json('.', '--only', id);
  const lines = text.split('\n');
  const isDirective = lines[line - 1].startsWith('#');
  lines.splice(isDirective ? line : line - 1, 0, comment(page)!.replace('"reason": ""', `"reason": "${REASON}"`));
  workspace().write({ Dockerfile: lines.join('\n') });
  expect((await auditOf(control)).states).toContain(true);
});
