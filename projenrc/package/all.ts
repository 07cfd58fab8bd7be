/*
 * Builds the package of each language into dist. A language whose toolchain is missing, or whose build does not reach its registry, is
 * skipped, with the reason. With `--all` that is an error.
 */
import { spawnSync } from 'child_process';
import { mkdirSync, rmSync } from 'fs';
import { JSII_TARGETS } from './targets';

const OUT = 'dist';
/** The examples of the README and of the documentation, in all languages. */
const TABLET = `${OUT}/examples.tabl.json`;

/** What builds the package of a language. */
const BUILDERS: Readonly<Record<keyof typeof JSII_TARGETS | 'js', readonly string[]>> = {
  js: ['npm'],
  python: ['python3', 'pip3'],
  java: ['javac', 'mvn'],
  dotnet: ['dotnet'],
  go: ['go'],
};
/** What pip, Maven, Go and NuGet print if they cannot reach a registry at all. Whatever else they fail for is an error. */
const UNREACHED = /NewConnectionError|Temporary failure in name resolution|Unknown host|Could not transfer artifact|dial tcp|no such host|NU1301/;

function call(command: string, args: readonly string[]): { readonly isDone: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return { isDone: status === 0, output: `${stdout}${stderr}` };
}

/** Why the package of a language cannot be built here. */
function missing(target: keyof typeof BUILDERS): string | undefined {
  const program = BUILDERS[target].find((name) => !call('sh', ['-c', `command -v ${name}`]).isDone);
  return program && `${program} is not installed`;
}

/** Builds the package of a language, unless its registry is not reachable, and returns what says so. */
function unreached(target: keyof typeof BUILDERS, mustBuild: boolean): string | undefined {
  const { isDone, output } = call('jsii-pacmak', [
    '--verbose', '--targets', target, '--no-npmignore', '--rosetta-tablet', TABLET, '--rosetta-unknown-snippets', 'fail',
  ]);
  if (isDone) return undefined;
  rmSync(`${OUT}/${target}`, { recursive: true, force: true }); // what it left behind
  const sign = UNREACHED.exec(output);
  if (!sign || mustBuild) throw new Error(`jsii-pacmak failed for ${target}:\n${output}`);
  return `its registry is not reachable (${sign[0]}): \`npx jsii-pacmak --verbose --targets ${target}\` prints more`;
}

/** Builds all languages, and says which were skipped. */
function packageAll(mustBuild: boolean): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  const examples = call('jsii-rosetta', ['extract', '--strict', '--output', TABLET, '.']);
  if (!examples.isDone) throw new Error(`jsii-rosetta failed:\n${examples.output}`);
  const skipped = (Object.keys(BUILDERS) as (keyof typeof BUILDERS)[]).filter((target) => {
    const reason = missing(target) ?? unreached(target, mustBuild);
    console.log(reason ? `${target}: SKIPPED: ${reason}` : `${target}: built into ${OUT}/${target}`);
    return reason !== undefined;
  });
  rmSync(TABLET);
  if (skipped.length > 0 && mustBuild) throw new Error(`not built: ${skipped.join(', ')}`);
}

packageAll(process.argv.includes('--all'));
