import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { joined, slashed } from '../../src/formats/manifest/slashed';
import { run, Workspace } from '../commands/cli/support';
import { synthesize } from '../examples/synthesize';

// What docs/how-to/adoption.md shows is run from top to bottom, and each command and synthesis prints what the page shows.

const FILE = join(__dirname, '..', '..', 'docs', 'how-to', 'adoption.md');
const doc = readFileSync(FILE, 'utf8');
const blocks = [...doc.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, content]) => ({ language, content }));
const workspace = new Workspace();
afterAll(() => workspace.remove());

/** The app, its lines above `app.synth()`, and what the last synthesis printed. */
class Story {
  private app = '';
  private kept = '';
  private printed = '';
  private isChanged = false;
  public readonly statuses: (number | null)[] = [];

  /** @returns what the block should be */
  public async step(language: string, content: string): Promise<string> {
    switch (language) {
      case 'ts': this.code(content); return content;
      case 'diff': this.change(content); return content;
      case 'yaml': workspace.write({ 'cdk8s-hardened.yaml': content }); return content;
      case 'text': return this.printed;
      default: return this.command(content);
    }
  }

  private code(content: string): void {
    if (this.app === '') {
      this.app = `import { FailOn, Hardening, HardeningProfile } from 'cdk8s-hardened';\n${content}`;
      this.synth('');
    } else if (content.includes('addWaiver')) {
      this.kept = content;
    } else {
      this.synth(content);
    }
  }

  /** A change of the app that is taken back after the next command. */
  private change(diff: string): void {
    const [before, after] = diff.split('\n').map((line) => line.slice(1));
    expect(this.app).toContain(before);
    const changed = this.app.replace(before, after);
    const enforced = () => this.synth('Hardening.of(app).enforce({ settingsFile: \'cdk8s-hardened.yaml\' });', changed);
    expect(enforced).toThrow(/1 validation error [^]*host-namespaces: spec\.template\.spec\.hostNetwork is true/);
    this.synth('', changed);
    this.isChanged = true;
  }

  private synth(lines: string, app = this.app): void {
    const inFolder = `${this.kept}${lines}`.replace('cdk8s-hardened.yaml', joined(workspace.folder, 'cdk8s-hardened.yaml'));
    this.printed = '';
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      this.printed += String(text).replaceAll(`${slashed(workspace.folder)}/`, '');
      return true;
    });
    try {
      const files = synthesize(app.replace('app.synth();', `${inFolder}\napp.synth();`));
      mkdirSync(join(workspace.folder, 'dist'), { recursive: true });
      Object.entries(files).forEach(([name, yaml]) => writeFileSync(join(workspace.folder, 'dist', name), yaml));
    } finally {
      stderr.mockRestore();
    }
  }

  private async command(content: string): Promise<string> {
    const [, line] = /^\$ npx cdk8s-hardened (.*)\n/.exec(content)!;
    const { status, stdout, stderr } = await run(line.split(' '), { cwd: workspace.folder });
    this.statuses.push(status);
    if (this.isChanged) {
      this.isChanged = false;
      this.synth('');
    }
    return `$ npx cdk8s-hardened ${line}\n${stdout}${stderr.map((text) => `${text}\n`).join('')}`;
  }
}

test('the page shows what its commands and its code print', async () => {
  const story = new Story();
  const printed: string[] = [];
  for (const { language, content } of blocks) {
    printed.push(`\`\`\`${language}\n${await story.step(language, content)}\`\`\``);
  }
  if (process.env.UPDATE_GOLDEN && !process.env.CI) {
    let index = 0;
    writeFileSync(FILE, doc.replace(/^```\w+\n[^]*?^```$/gm, () => printed[index++]));
  }
  expect(story.statuses).toEqual([0, 0, 0, 1, 1, 0, 0, 0]);
  expect(printed).toEqual(blocks.map(({ language, content }) => `\`\`\`${language}\n${content}\`\`\``));
});
