/* Writes docs/reference/cli.md from the help of each command. */
import { headOf, Pages, paragraphs, writePages } from './pages';
import { run } from '../src/commands/cli/program';

const FILE = 'docs/reference/cli.md';

export async function helpOf(...command: readonly string[]): Promise<string> {
  let text = '';
  const stdout = { write: (part: string | Uint8Array) => { text += String(part); } };
  await run([...command, '--help'], { stdout, stderr: stdout, stdin: () => [], env: {} });
  return text;
}

/** The commands in the order of the help; most commands have none. */
export function commandsIn(help: string): readonly string[] {
  const [, list] = /^Commands:\n([^]*?)\n\n/m.exec(help) ?? ['', ''];
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
}

/** The last line of a help, with the address of a guide. */
const GUIDE = /\nDocumentation: (?:\S+\/blob\/main\/docs\/(\S+)|\S+)\n*$/;

/** Every command has this option, so the page describes it once. */
const HELP_OPTION = /^ +-h, --help .*\n/m;

/** Lines that are alike in every command. */
const INTERRUPTED = /^ {2}130 {2}interrupted, 143 if by SIGTERM.*\n/m;
/** A group of options without an option. */
const EMPTY_GROUP = /^Options:\n\n/m;

/** Addresses of other pages, which readers of the documentation find without. */
const ADDRESS = /^(?:Controls|Waivers|Settings|Causes): +https:.*\n/gm;

/** The help of a command, below a link to its guide: relative, as on all pages. */
function section(name: string, help: string): string {
  const [, guide] = GUIDE.exec(help) ?? [];
  return paragraphs(`## ${name}`, guide && `[The guide](../${guide})`, block(help.replace(GUIDE, '').replace(HELP_OPTION, '').replace(EMPTY_GROUP, '').replace(INTERRUPTED, '').replace(ADDRESS, '')));
}

const block = (text: string) => `\`\`\`text\n${text.trim()}\n\`\`\``;

export async function cliPages(): Promise<Pages> {
  const help = await helpOf();
  const sections: string[] = [];
  for (const name of commandsIn(help)) {
    const own = await helpOf(name);
    sections.push(section(name, own));
    for (const inner of commandsIn(own)) {
      sections.push(section(`${name} ${inner}`, await helpOf(name, inner)));
    }
  }
  const text = paragraphs(
    headOf('src/commands/cli'), '# Command line', 'Run `npx cdk8s-hardened COMMAND`. It needs only Node.js. Reports go to standard output, everything else to standard error. '
    + '`COMMAND --help` prints the help below, with the exit codes. In every command, 2 means that it could not do its work, for example because an input or an option is invalid. 130 means that you interrupted it, and 143 that it got SIGTERM: then no file was written.', block(help), ...sections,
  );
  return new Map([[FILE, `${text}\n`]]);
}

export async function write(): Promise<void> {
  writePages(await cliPages());
}
