import { readdirSync } from 'fs';
import { join } from 'path';
import { loadESLint } from 'eslint';
import { ROOT } from './support';
import { GUARDED_PACKAGES, ROOMS } from '../../projenrc/rooms';

// The table in projenrc/rooms.ts is only worth something if eslint really refuses what is not in it: tried here for
// every room against every other room and package, with the configuration that `npm test` lints with.

const SRC = join(ROOT, 'src');
const RULE = 'import/no-restricted-paths';

/** The rooms that stand, with a module of each: the rule passes over an import that leads to no file. */
const modules = new Map(readdirSync(SRC, { withFileTypes: true }).filter(entry => entry.isDirectory()).flatMap(({ name }) => {
  const file = readdirSync(join(SRC, name), { encoding: 'utf8', recursive: true }).find(path => path.endsWith('.ts'));
  return file ? [[name, `../${name}/${file.replace(/\.ts$/, '')}`]] : [];
}));

/** Lints a module of a room and answers the line numbers at which it breaks the rule. */
let lint: (room: string, code: string) => Promise<number[]>;

beforeAll(async () => {
  const ESLint = await loadESLint({ useFlatConfig: false });
  const configured = await new ESLint({ cwd: ROOT }).calculateConfigForFile(join(SRC, 'index.ts'));
  // This one rule alone: others want type information, which a file that exists only here does not have.
  const eslint = new ESLint({
    cwd: ROOT,
    useEslintrc: false,
    overrideConfig: {
      parser: configured.parser,
      plugins: ['import'],
      settings: configured.settings,
      rules: { [RULE]: configured.rules[RULE] },
    },
  });
  lint = async (room, code) => {
    const [{ messages }] = await eslint.lintText(code, { filePath: join(SRC, room, 'imagined.ts') });
    expect(messages.filter(message => message.ruleId !== RULE)).toEqual([]);
    return messages.map(message => message.line);
  };
});

it('the table lists every folder of src', () => {
  expect(Object.keys(ROOMS)).toEqual(expect.arrayContaining([...modules.keys()]));
});

it.each([...modules.keys()])('src/%s may import only what the table allows', async room => {
  const targets = [...modules.keys(), ...GUARDED_PACKAGES, 'index'];
  const imports = targets.map(target => `import '${target === 'index' ? '..' : modules.get(target) ?? target}';`);

  const refused = (await lint(room, imports.join('\n'))).map(line => targets[line - 1]);

  expect(refused).toEqual(targets.filter(target => target !== room && !ROOMS[room].includes(target)));
});

it.each([
  "import type { App } from 'cdk8s';",
  "export * from 'cdk8s';",
  "export const later = import('cdk8s');",
  "export const old = require('cdk8s');",
  "import { Yaml } from 'cdk8s/lib/yaml';",
])('the rule detects %s', async code => {
  expect(await lint('engine', code)).toEqual([1]);
});
