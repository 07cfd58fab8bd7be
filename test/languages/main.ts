/*
 * Runs the example of each language whose toolchain and registry are there, with the package as it is published, and prints which it
 * skipped. Without a registry it checks the types of the examples in Java and Go with stand-ins. A language that is named must run:
 * `npm run test:languages -- python go`. In CI Python must run, and the types of Java and Go must be checked.
 */
import { deepStrictEqual } from 'assert';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PACKAGES } from './assemblies';
import { generateSources } from './generated';
import { csharp } from './run/csharp';
import { go } from './run/go';
import { java } from './run/java';
import { Language, succeeds } from './run/language';
import { python } from './run/python';
import { buildPackage, translateExamples } from '../../projenrc/package/build';
import { plusProject } from '../../projenrc/package/plus';
import { NEWEST_PLUS } from '../../projenrc/plus-versions';
import { filesIn } from '../examples/synthesize';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const LANGUAGES = [python, java, go, csharp];
/** A checkout of https://github.com/aws/jsii, for Java and Go without their registries. */
const CHECKOUT = process.env.JSII_CHECKOUT;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !LANGUAGES.some((language) => language.name === name));
if (unknown.length > 0) throw new Error(`there is no language ${unknown.join(', ')}: name some of ${LANGUAGES.map(({ name }) => name).join(', ')}`);

type Result = 'ran' | 'skipped' | 'failed';

function copyOfExample({ name }: Language, work: string): string {
  const app = join(work, 'app');
  cpSync(join(EXAMPLES, name), app, { recursive: true });
  rmSync(join(app, 'dist'), { recursive: true, force: true });
  return app;
}

function expectGolden(app: string): void {
  deepStrictEqual(filesIn(join(app, 'dist')), filesIn(join(EXAMPLES, 'typescript/dist')));
}

/** Why a language cannot run here. */
function missing({ programs, probe }: Language, work: string): string | undefined {
  const program = programs.find((name) => !succeeds(work, ['sh', '-c', `command -v ${name}`]));
  if (program) return `${program} is not installed`;
  const empty = join(work, 'probe');
  mkdirSync(empty);
  return succeeds(empty, probe) ? undefined : `its registry does not have cdk8s: \`${probe.join(' ')}\` failed`;
}

function runWithPackage(language: Language, work: string): void {
  const built = join(work, 'built');
  const tablet = join(work, 'examples.tabl.json');
  translateExamples(tablet);
  const failure = buildPackage(language.target, built, tablet);
  if (failure !== undefined) throw new Error(failure);
  const app = copyOfExample(language, work);
  language.run(app, join(built, language.target));
  expectGolden(app);
}

function runFromSource(language: Required<Language>, checkout: string, work: string): void {
  const sources = join(work, 'sources');
  generateSources(sources, [language.target]);
  const app = copyOfExample(language, work);
  language.runFromSource(app, join(sources, language.target), checkout, work);
  expectGolden(app);
}

function checkTypes(language: Language, work: string): string {
  const { target, programs: [compiler] } = language;
  const isInstalled = succeeds(work, ['sh', '-c', `command -v ${compiler}`]);
  if (language.checkTypes && !isInstalled && process.env.CI) throw new Error(`${compiler} is not installed, so its types cannot be checked`);
  if (!language.checkTypes || !isInstalled) return 'its types are not checked: only test/languages/calls.test.ts compares its calls';
  generateSources(join(work, 'sources'), [target]);
  language.checkTypes(copyOfExample(language, work), join(work, 'sources', target));
  checkTypesForNewest(language, join(work, 'newest'));
  return `its types are right, also with cdk8s-plus-${NEWEST_PLUS}, with stand-ins for the jsii runtime`;
}

/** The same app with the newest cdk8s-plus, of which only the imports differ. */
function checkTypesForNewest(language: Language, work: string): void {
  const { target, imports: { file, forPlus } } = language as Required<Language>;
  const sources = join(work, 'sources');
  const packages = PACKAGES.map((folder) => folder === '.' ? plusProject(join(work, 'project')) : folder.replace(/(?<=cdk8s-plus-)\d+$/, String(NEWEST_PLUS)));
  generateSources(sources, [target], packages);
  const app = copyOfExample(language, work);
  writeFileSync(join(app, file), forPlus(readFileSync(join(app, file), 'utf8'), NEWEST_PLUS));
  language.checkTypes!(app, join(sources, target), NEWEST_PLUS);
}

function test(language: Language): Result {
  const work = mkdtempSync(join(tmpdir(), `cdk8s-hardened-${language.name}-`));
  try {
    const reason = missing(language, work);
    if (reason && CHECKOUT && language.runFromSource) {
      runFromSource(language as Required<Language>, CHECKOUT, work);
      console.log(`${language.name}: ran with the jsii runtime in ${CHECKOUT}, with the expected YAML`);
      return 'ran';
    }
    if (reason && (asked.includes(language.name) || process.env.CI && language.runsInCi)) throw new Error(reason);
    if (reason) {
      console.log(`${language.name}: SKIPPED: ${reason}; ${checkTypes(language, work)}`);
      return 'skipped';
    }
    runWithPackage(language, work);
    console.log(`${language.name}: ran, with the expected YAML`);
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
