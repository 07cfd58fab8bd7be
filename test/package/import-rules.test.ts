import { readdirSync } from 'fs';
import { join } from 'path';
import { loadESLint } from 'eslint';
import { ROOT } from './support';
import { FOLDERS, GUARDED_PACKAGES, PATHS } from '../../projenrc/import-rules';
import { slashed } from '../../src/formats/manifest/slashed';

// eslint must refuse every import that projenrc/import-rules.ts does not list: tested for every folder with every other folder and
// package, with the configuration of `npm test`.

const SRC = join(ROOT, 'src');
const RULE = 'import/no-restricted-paths';

/** The folders, with a module of each: the rule ignores an import of a file that does not exist. */
const modules = new Map(Object.entries(PATHS).map(([name, folder]) => {
  const file = readdirSync(join(SRC, folder), { encoding: 'utf8', recursive: true }).find(path => path.endsWith('.ts'))!;
  return [name, slashed(`../../${folder}/${file.replace(/\.ts$/, '')}`)];
}));

/** Lints a module of a folder, and returns the line numbers that violate the rule. */
let lint: (folder: string, code: string) => Promise<number[]>;

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
  lint = async (folder, code) => {
    const [{ messages }] = await eslint.lintText(code, { filePath: join(SRC, PATHS[folder], 'imagined.ts') });
    expect(messages.filter(message => message.ruleId !== RULE)).toEqual([]);
    return messages.map(message => message.line);
  };
});

it.each([...modules.keys()])('src/%s may import only what the table allows', async folder => {
  const targets = [...modules.keys(), ...GUARDED_PACKAGES, 'index'];
  const code = targets.map(target => `import '${target === 'index' ? '../..' : modules.get(target) ?? target}';`);

  const refused = (await lint(folder, code.join('\n'))).map(line => targets[line - 1]);

  const { imports: allowed, packages = [] } = FOLDERS[folder];
  expect(refused).toEqual(targets.filter(target => ![folder, ...allowed, ...packages].includes(target)));
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
