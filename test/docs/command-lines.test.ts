import { execFileSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { ROOT } from './page';

// Users copy commands from pages, examples, the help and findings. `surface.txt` lists the options, and a test keeps it current.

const LISTED = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md', 'docs', 'examples', 'integrations', 'src'];
const FILES = execFileSync('git', LISTED, { cwd: ROOT, encoding: 'utf8' })
  .split('\n').filter((file) => /\.(?:md|ya?ml|json|sh|ts|py|java|go|cs)$/.test(file) && existsSync(join(ROOT, file)));
/** Up to the end of the line, the code, or the part of a pipe. */
const COMMAND = /\bcdk8s-hardened ([a-z][a-z-]+)((?:[^\n`|;&>\\]|\\\n)*)/g;
const OPTION = /(?:^|\s)(--?[a-z][a-z-]*)/g;
const QUOTED = /'[^']*'|"[^"]*"/g;
/** Behind `--` is the command of a container. */
const FOREIGN = /\s--\s[^]*/;
/** The help hides it: editors add it by themselves. */
const HIDDEN = ['lsp --stdio'];

function optionsByCommand(): ReadonlyMap<string, ReadonlySet<string>> {
  const [, section] = /\n## Command line\n\n([^]*?)\n\n/.exec(readFileSync(join(ROOT, 'surface.txt'), 'utf8'))!;
  const known = new Map<string, Set<string>>();
  for (const command of section.split(/\n(?=\S)/)) {
    const [name] = command.split(' ');
    known.set(name, new Set([...known.get(name) ?? [], ...command.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? []]));
  }
  return known;
}

test('every command that users can copy has only options that exist', () => {
  const known = optionsByCommand();
  const shown = FILES.flatMap((file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(COMMAND)].flatMap(([text, name, rest]) => {
    const options = known.get(name);
    return options ? [{ file, text, name, options, used: rest.replace(QUOTED, '').replace(FOREIGN, '').matchAll(OPTION) }] : [];
  }));
  expect(shown.length).toBeGreaterThan(300);
  expect(shown.flatMap(({ file, text, name, options, used }) => [...used].map(([, option]) => option)
    .filter((option) => !options.has(option) && !HIDDEN.includes(`${name} ${option}`)).map((option) => `${file}: ${option}: ${text}`))).toEqual([]);
});
