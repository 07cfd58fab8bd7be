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

/** What builds the package of a language, and what says that a registry was not reached. */
const BUILDERS: Readonly<Record<keyof typeof JSII_TARGETS | 'js', readonly string[]>> = {
  js: ['npm'],
  python: ['python3', 'pip3'],
  java: ['javac', 'mvn'],
  dotnet: ['dotnet'],
  go: ['go'],
};
const UNREACHED = /NewConnectionError|Temporary failure in name resolution|No matching distribution|Unknown host|Could not transfer artifact|could not be resolved|dial tcp|no such host|NU1301|requires go >= /;

function call(command: string, args: readonly string[]): { readonly isDone: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return { isDone: status === 0, output: `${stdout}${stderr}` };
}

function built(target: keyof typeof BUILDERS): string | undefined {
  const missing = BUILDERS[target].find((program) => !call('sh', ['-c', `command -v ${program}`]).isDone);
  if (missing) return `${missing} is not installed`;
  const { isDone, output } = call('jsii-pacmak', [
    '--verbose', '--targets', target, '--no-npmignore', '--rosetta-tablet', TABLET, '--rosetta-unknown-snippets', 'fail',
  ]);
  if (isDone) return undefined;
  rmSync(`${OUT}/${target}`, { recursive: true, force: true }); // what it left behind
  const unreached = UNREACHED.exec(output);
  if (!unreached) throw new Error(`jsii-pacmak failed for ${target}:\n${output}`);
  return `its registry is not reachable (${unreached[0]})`;
}

/** Builds all languages, and returns those that were skipped. */
export function packageAll(): readonly string[] {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT);
  const examples = call('jsii-rosetta', ['extract', '--strict', '--output', TABLET, '.']);
  if (!examples.isDone) throw new Error(`jsii-rosetta failed:\n${examples.output}`);
  return (Object.keys(BUILDERS) as (keyof typeof BUILDERS)[]).filter((target) => {
    const reason = built(target);
    console.log(reason ? `${target}: SKIPPED: ${reason}` : `${target}: built into ${OUT}/${target}`);
    return reason !== undefined;
  });
}

if (require.main === module) {
  const skipped = packageAll();
  rmSync(TABLET);
  if (skipped.length > 0 && process.argv.includes('--all')) throw new Error(`not built: ${skipped.join(', ')}`);
}
