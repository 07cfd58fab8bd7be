/* Writes docs/reference/cli.md, and a page for each command beside it, from the help of the commands. */
import { outputOf } from './command-output';
import { table } from './markdown';
import { headOf, Pages, paragraphs, removeOthers, writePages } from './pages';

const FILE = 'docs/reference/cli.md';
export const CLI_FOLDER = 'docs/reference/cli';
const SOURCE = 'src/commands/cli';

const helpOf = (...command: readonly string[]) => outputOf(...command, '--help');

/** The commands and their descriptions, in the order of the help; most commands have none. */
function commandsIn(help: string): ReadonlyMap<string, string> {
  const [, list] = /^Commands:\n([^]*?)\n\n/m.exec(help) ?? ['', ''];
  const entries = [...list.matchAll(/^ {2}([a-z-]+)\S* +(.+(?:\n {4,}.+)*)/gm)].map(([, name, text]) => [name, text.replace(/\s+/g, ' ')] as const);
  return new Map(entries.filter(([name]) => name !== 'help'));
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

const EXAMPLES = /^Examples:\n([^]*?)\n\n/m;

const block = (text: string) => `\`\`\`text\n${text.trim()}\n\`\`\``;

/** A command, such as `policies test`. */
interface Command {
  readonly name: string;
  readonly description: string;
  readonly help: string;
}

/** The commands of the program or of another command, with the commands inside. */
export async function commandsOf(...parents: readonly string[]): Promise<readonly Command[]> {
  const found: Command[] = [];
  for (const [name, description] of commandsIn(await helpOf(...parents))) {
    found.push({ name: [...parents, name].join(' '), description, help: await helpOf(...parents, name) }, ...await commandsOf(...parents, name));
  }
  return found;
}

const fileOf = ({ name }: Command) => `${name.replace(/ /g, '-')}.md`;

/** The help of a command, below a link to its guide: relative, as on all pages. */
function pageOf({ name, help }: Command): string {
  const [, guide] = GUIDE.exec(help) ?? [];
  const own = [GUIDE, HELP_OPTION, EMPTY_GROUP, INTERRUPTED, ADDRESS].reduce((text, part) => text.replace(part, ''), help);
  return paragraphs(headOf(SOURCE), `# ${name}`, guide && `[The guide](../../${guide})`, block(own));
}

export async function cliPages(): Promise<Pages> {
  const commands = await commandsOf();
  const overview = paragraphs(
    headOf(SOURCE), '# Command line', 'Run `npx cdk8s-hardened COMMAND`. It needs only Node.js. Reports go to standard output, everything else to standard error.',
    table(['command', 'what it does'], commands.map((each) => [`[\`${each.name}\`](cli/${fileOf(each)})`, each.description])),
    '`COMMAND --help` prints the page of a command, with its options and exit codes. In every command, 2 means that it could not do its work, '
    + 'for example because an input or an option is invalid. 130 means that you interrupted it, and 143 that it got SIGTERM: then no file was written.',
    '## Examples', block(EXAMPLES.exec(await helpOf())![1].replace(/^ {2}/gm, '')),
  );
  return new Map([[FILE, overview], ...commands.map((each) => [`${CLI_FOLDER}/${fileOf(each)}`, pageOf(each)] as const)].map(([path, text]) => [path, `${text}\n`]));
}

export async function write(): Promise<void> {
  const pages = await cliPages();
  writePages(pages);
  removeOthers(CLI_FOLDER, pages);
}
