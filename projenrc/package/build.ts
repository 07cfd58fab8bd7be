import { spawnSync } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { localizedPackage } from './localized';
import { JSII_TARGETS, Target } from './targets';
import { cacheFolder } from '../../test/programs/machine-folder';
import { GO_TOOLCHAIN } from '../../test/programs/pinned';
import { withTemporaryFolder } from '../temporary-folder';

export type Language = Target | 'js';

/** The languages whose registries may lack cdk8s and cdk8s-plus, which their packages then need from elsewhere. */
const WITH_PEERS: readonly Language[] = ['java', 'go'];

/** Where Maven keeps what it downloads: jsii-pacmak would download all of it for each package. */
export const MAVEN_REPOSITORY = cacheFolder('maven');

interface Tablet {
  readonly snippets: Readonly<Record<string, { readonly translations: Readonly<Record<string, { source: string }>> }>>;
}

/** Translates the examples of the README and of the documentation of a compiled project into all languages, once for all packages. */
export function translateExamples(tablet: string, project = '.'): void {
  const { isDone, output } = call('jsii-rosetta', ['extract', '--strict', '--output', tablet, project]);
  if (!isDone) throw new Error(`jsii-rosetta failed:\n${output}`);
  const translated = JSON.parse(readFileSync(tablet, 'utf8')) as Tablet;
  for (const { translations: { python } } of Object.values(translated.snippets)) {
    python.source = python.source.replaceAll('.with(', '.with_('); // a keyword, which jsii-pacmak renames and jsii-rosetta does not
  }
  writeFileSync(tablet, JSON.stringify(translated));
}

/** The folder of cdk8s and cdk8s-plus beside the packages of a language. */
export function peersIn(out: string, language: Language): string {
  return resolve(out, 'peers', language);
}

/**
 * Builds the package of a language into `out`, below a folder of that language, and returns what jsii-pacmak printed if it failed. For Java
 * and Go it makes cdk8s and cdk8s-plus of their npm packages first, as their releases are made: mirrors of Maven Central and of Go modules
 * often lack these.
 *
 * @param project the folder of the compiled project
 */
export function buildPackage(language: Language, out: string, tablet: string, project = '.'): string | undefined {
  const examples = ['--rosetta-tablet', tablet, '--rosetta-unknown-snippets', 'fail'];
  return withTemporaryFolder('package', (work) => {
    const folder = language === 'js' ? project : localizedPackage(language, work, project);
    if (!WITH_PEERS.includes(language)) return pacmak(language, out, [...examples, folder]);
    const peers = peersOf(project).map((name) => resolve('node_modules', name));
    return language === 'java' ? buildJava(out, work, peers, [...examples, folder]) : buildGo(out, peers, [...examples, folder]);
  });
}

/** The packages that a project extends, each after those that it needs. */
function peersOf(project: string): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(join(project, '.jsii'), 'utf8')) as { dependencies: Readonly<Record<string, string>> };
  return Object.keys(dependencies).filter((name) => name !== 'constructs').sort();
}

function buildJava(out: string, work: string, peers: readonly string[], args: readonly string[]): string | undefined {
  const folder = resolve(out, 'peers');
  const settings = join(work, 'settings.xml');
  writeFileSync(settings, mavenSettings([peersIn(out, 'java')]));
  forgetBuilt();
  const shared = ['--maven-local-repository', MAVEN_REPOSITORY];
  // Nobody reads their documentation, which takes a minute.
  return pacmak('java', folder, [...shared, '--mvn-define', 'maven.javadoc.skip=true', ...peers])
    ?? pacmak('java', out, [...shared, '--mvn-global-settings', settings, ...args]);
}

/** A version of a package is built more than once, and Maven would keep the first one. */
export function forgetBuilt(): void {
  for (const group of ['org/cdk8s', JSII_TARGETS.java.maven.groupId.replaceAll('.', '/')]) {
    rmSync(join(MAVEN_REPOSITORY, group), { recursive: true, force: true });
  }
}

/** Settings of Maven with folders as repositories beside Maven Central. */
export function mavenSettings(folders: readonly string[]): string {
  const repositories = folders.map((folder, index) => `<repository><id>local-${index}</id><url>file://${folder}</url></repository>`).join('');
  return `<settings><profiles><profile><id>local</id><repositories>${repositories}</repositories></profile></profiles>`
    + '<activeProfiles><activeProfile>local</activeProfile></activeProfiles></settings>\n';
}

/** jsii-pacmak looks for modules beside the one that it compiles, so all of them are made in one folder. */
function buildGo(out: string, peers: readonly string[], args: readonly string[]): string | undefined {
  const folder = resolve(out, 'peers');
  const failure = pacmak('go', folder, ['--code-only', ...peers]) ?? pacmak('go', folder, args);
  if (failure !== undefined) return failure;
  mkdirSync(join(out, 'go'), { recursive: true });
  const own = readdirSync(peersIn(out, 'go')).filter((name) => name.startsWith(JSII_TARGETS.go.packageName));
  own.forEach((name) => renameSync(join(peersIn(out, 'go'), name), join(out, 'go', name)));
  return undefined;
}

function pacmak(language: Language, out: string, args: readonly string[]): string | undefined {
  const { isDone, output } = call('jsii-pacmak', ['--verbose', '--targets', language, '--outdir', out, '--no-npmignore', ...args]);
  return isDone ? undefined : output;
}

function call(program: string, args: readonly string[]): { readonly isDone: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(join('node_modules', '.bin', program), args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, GOTOOLCHAIN: GO_TOOLCHAIN }, // Modules need a newer Go than distributions have.
  });
  return { isDone: status === 0, output: `${stdout}${stderr}` };
}
