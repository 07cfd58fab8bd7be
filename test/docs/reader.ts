import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Block, blocksOf } from './page';
import { programOf } from './program';
import { run, Workspace } from '../commands/cli/support';
import { synthesize } from '../examples/synthesize';
import { recorded } from '../tasks/cluster/recorded-kubectl';

const COMMAND = /^\$ npx cdk8s-hardened (.*)$/;

/** What a block shows, and what a reader gets instead: both are equal where the page is right. */
export interface Step {
  readonly place: string;
  readonly shown: string;
  readonly real: string;
}

/** Someone who does what a page says, in a folder of their own: writes the files, runs the commands, and pastes the code into an app. */
export class Reader {
  private readonly workspace = new Workspace();

  /** Follows a page from the first block to the last. */
  public async follow(page: string): Promise<Step[]> {
    const blocks = blocksOf(page);
    const steps: Step[] = [];
    for (const [index, block] of blocks.entries()) {
      steps.push(...await this.step(block, blocks[index + 1]));
    }
    return steps;
  }

  public leave(): void {
    this.workspace.remove();
  }

  private async step(block: Block, next?: Block): Promise<Step[]> {
    const { language, text, place, file } = block;
    if (file) this.workspace.write({ [file]: text });
    if (language === 'console') return [{ place, shown: text, real: await this.console(text) }];
    const source = language === 'ts' && !file ? programOf(text) : language === 'sh' && text === 'npx cdk8s synth\n' ? this.workspace.read('main.ts') : undefined;
    if (source === undefined) return [];
    const shown = next?.language === 'text' ? next : undefined;
    return [{ place: shown?.place ?? place, shown: shown?.text ?? '', real: this.synth(source) }];
  }

  /** What commands print, each after its line. */
  private async console(text: string): Promise<string> {
    let printed = '';
    for (const line of text.split('\n').filter((each) => each.startsWith('$ '))) {
      const [, args] = COMMAND.exec(line)!;
      const kubectl = args.includes('--cluster') ? recorded('whole') : undefined;
      const { stdout, stderr } = await run(args.split(' '), { cwd: this.workspace.folder, kubectl });
      printed += `${line}\n${stdout}${stderr.map((each) => `${each}\n`).join('')}`;
    }
    return printed;
  }

  /** Writes what an app synthesizes to `dist`; the answer is its error, if it fails. */
  private synth(source: string): string {
    const dist = join(this.workspace.folder, 'dist');
    const before = process.cwd();
    process.chdir(this.workspace.folder);
    try {
      const files = synthesize(source);
      rmSync(dist, { recursive: true, force: true });
      mkdirSync(dist);
      Object.entries(files).forEach(([name, yaml]) => writeFileSync(join(dist, name), yaml));
      return '';
    } catch (error) {
      return `${(error as Error).message}\n`;
    } finally {
      process.chdir(before);
    }
  }
}
