/*
 * Runs the example of each language with the package as it is published and the real jsii runtime, and the tests of the package in that
 * language. A language whose programs are missing is skipped, and said, unless it is named (`npm run test:languages -- go`) or this is CI.
 * With `--newest-plus` it does so with the package for the newest cdk8s-plus.
 */
import { deepStrictEqual } from 'assert';
import { spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { changeFiles, go } from './run/go';
import { java } from './run/java';
import { Built, Language } from './run/language';
import { mustBeShown, writePage } from './run/page';
import { python } from './run/python';
import { buildPackage, peersIn, translateExamples } from '../../projenrc/package/build';
import { plusProject } from '../../projenrc/package/plus';
import { NEWEST_PLUS } from '../../projenrc/plus-versions';
import { filesIn } from '../examples/synthesize';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const REPORTS = join(ROOT, 'test-reports');
const LANGUAGES = [python, java, go];
const NEWEST = '--newest-plus';

const plus = process.argv.includes(NEWEST) ? NEWEST_PLUS : undefined;
const asked = process.argv.slice(2).filter((word) => word !== NEWEST);
const unknown = asked.filter((name) => !LANGUAGES.some((language) => language.name === name));
if (unknown.length > 0) throw new Error(`there is no language ${unknown.join(', ')}: name some of ${LANGUAGES.map(({ name }) => name).join(', ')}`);

type Result = 'ran' | 'skipped' | 'failed';

function build({ target }: Language, work: string): Built {
  const out = join(work, 'built');
  const tablet = join(work, 'examples.tabl.json');
  const project = plus === undefined ? '.' : plusProject(join(work, 'project'));
  translateExamples(tablet, project);
  const failure = buildPackage(target, out, tablet, project);
  if (failure !== undefined) throw new Error(failure);
  return { packages: join(out, target), peers: peersIn(out, target) };
}

function runWithPackage(language: Language, work: string): void {
  const app = join(work, 'app');
  cpSync(join(EXAMPLES, language.name), app, { recursive: true });
  rmSync(join(app, 'dist'), { recursive: true, force: true });
  if (plus) changeFiles(app, language.files, (text) => language.forPlus(text, plus));
  const built = build(language, work);
  language.install(app, built, plus);
  language.run(app);
  deepStrictEqual(filesIn(join(app, 'dist')), filesIn(plus ? join(__dirname, `plus-${plus}`) : join(EXAMPLES, 'typescript/dist')));
  if (plus === undefined) checkPage(language, app, built, join(work, 'page'));
  mkdirSync(REPORTS, { recursive: true });
  language.test(app, join(REPORTS, `${[language.name, ...plus ? [`plus-${plus}`] : []].join('-')}-junit.xml`), plus);
}

function checkPage(language: Language, app: string, built: Built, folder: string): void {
  mustBeShown(language.name, language.unsafe(app));
  if (!language.runPage) return;
  mkdirSync(folder);
  writePage(language.name, folder);
  language.runPage(folder, built);
  deepStrictEqual(Object.keys(filesIn(join(folder, 'dist'))).sort(), ['platform.k8s.yaml', 'shop.k8s.yaml']);
}

function missingProgram({ programs }: Language): string | undefined {
  return programs.find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
}

function test(language: Language): Result {
  const work = mkdtempSync(join(tmpdir(), `cdk8s-hardened-${language.name}-`));
  const start = Date.now();
  try {
    const missing = missingProgram(language);
    if (missing && !process.env.CI && !asked.includes(language.name)) {
      console.log(`${language.name}: SKIPPED: ${missing} is not installed`);
      return 'skipped';
    }
    runWithPackage(language, work);
    console.log(`${language.name}: ran, with the expected YAML, and passed its tests (${Math.round((Date.now() - start) / 1000)} s)`);
    return 'ran';
  } catch (error) {
    console.error(`${language.name}: FAILED: ${(error as Error).message}`);
    return 'failed';
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const results = LANGUAGES.filter(({ name }) => asked.length === 0 || asked.includes(name)).map(test);
console.log(`${results.filter((result) => result === 'ran').length} ran, ${results.filter((result) => result === 'skipped').length} skipped, ${results.filter((result) => result === 'failed').length} failed`);
process.exitCode = results.includes('failed') ? 1 : 0;
