/*
 * Builds the package of each language into dist. A language whose toolchain is missing, or whose build does not reach its registry, is
 * skipped, with the reason. With `--all` that is an error.
 */
import { spawnSync } from 'child_process';
import { mkdirSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { buildPackage, Language, translateExamples } from './build';
import { plusProject } from './plus';
import { skip } from '../release/skipped';

const OUT = resolve('dist');
const TABLET = join(OUT, 'examples.tabl.json');

/** The programs that build the package of a language. */
const BUILDERS: Readonly<Record<Language, readonly string[]>> = {
  js: ['npm'],
  python: ['python3', 'pip3'],
  java: ['javac', 'mvn'],
  dotnet: ['dotnet'],
  go: ['go'],
};
/** What pip, Maven, Go and NuGet print if they cannot reach a registry, or if a mirror lacks cdk8s. All other failures are errors. */
const UNREACHED = new RegExp([
  'NewConnectionError', 'Temporary failure in name resolution', 'Unknown host', 'Could not transfer artifact', 'dial tcp', 'no such host', 'NU1301',
  String.raw`No versions available for org\.cdk8s:[\w-]+`, String.raw`cdk8s-team/\S+: reading https:\S+: 40[34] \w+`,
].join('|'));

export const LANGUAGES = Object.keys(BUILDERS) as readonly Language[];

/** Why the package of a language cannot be built here. */
function missing(language: Language): string | undefined {
  const program = BUILDERS[language].find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0);
  return program && `${program} is not installed`;
}

let newest: string | undefined;

/** Builds the package for the newest cdk8s-plus beside the other. In npm it is an entry point. */
function buildForNewest(language: Language): string | undefined {
  if (language === 'js') return undefined;
  newest ??= plusProject(join(OUT, 'newest'));
  const tablet = join(newest, 'examples.tabl.json');
  translateExamples(tablet, newest);
  return buildPackage(language, OUT, tablet, newest);
}

/** Builds the package of a language. If its registry is not reachable, that is returned. */
function unreached(language: Language, mustBuild: boolean): string | undefined {
  const output = buildPackage(language, OUT, TABLET) ?? buildForNewest(language);
  if (output === undefined) return undefined;
  rmSync(join(OUT, language), { recursive: true, force: true }); // what it left behind
  const sign = UNREACHED.exec(output);
  if (!sign || mustBuild) throw new Error(`jsii-pacmak failed for ${language}:\n${output}`);
  return `its registry cannot be used (${sign[0]}): \`npx jsii-pacmak --verbose --targets ${language}\` prints more`;
}

/** Builds all languages, and prints which were skipped. */
function packageAll(mustBuild: boolean): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  translateExamples(TABLET);
  const skipped = LANGUAGES.filter((language) => {
    const reason = missing(language) ?? unreached(language, mustBuild);
    console.log(reason ? `${language}: SKIPPED: ${reason}` : `${language}: built into dist/${language}`);
    if (reason) skip(OUT, language, reason);
    return reason !== undefined;
  });
  rmSync(TABLET);
  if (newest) rmSync(newest, { recursive: true });
  if (skipped.length > 0 && mustBuild) throw new Error(`not built: ${skipped.join(', ')}`);
}

if (require.main === module) {
  packageAll(process.argv.includes('--all'));
}
