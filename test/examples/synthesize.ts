import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { NEWEST_PLUS, plusPackage } from '../../projenrc/plus-versions';
import * as hardened from '../../src';

/** What an app may import. */
export type Modules = { readonly [name: string]: object };

export const HARDENED: Modules = { 'cdk8s': cdk8s, 'cdk8s-plus-28': plus, 'cdk8s-hardened': hardened };

const NEWEST = `cdk8s-hardened/plus-${NEWEST_PLUS}`;

/** The same, where every hardened workload is its plain cdk8s-plus parent. */
export const PLAIN: Modules = { ...HARDENED, 'cdk8s-hardened': { ...hardened, ...plainParents() } };

/**
 * Runs a cdk8s app, given as TypeScript, and answers the text of each file that it writes.
 *
 * @param folder that its paths are relative to
 */
export function synthesize(source: string, modules = HARDENED, folder = process.cwd()): { [file: string]: string } {
  const before = process.cwd();
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-synth-'));
  const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } });
  process.env.CDK8S_OUTDIR = outdir;
  process.chdir(folder);
  try {
    new Function('require', 'exports', outputText)((name: string) => modules[name] ?? newestModule(name), {});
    return filesIn(outdir);
  } finally {
    delete process.env.CDK8S_OUTDIR;
    process.chdir(before);
    rmSync(outdir, { recursive: true });
  }
}

/** The newest cdk8s-plus, and the hardened kinds for it, which are compiled: src imports another version. */
function newestModule(name: string): object {
  if (name !== plusPackage(NEWEST_PLUS) && name !== NEWEST) throw new Error(`the app imports ${name}`);
  return require(name); // eslint-disable-line @typescript-eslint/no-require-imports
}

export function filesIn(folder: string): { [file: string]: string } {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

function plainParents(): object {
  const classes = Object.keys(hardened).filter((name) => name.startsWith('Hardened'));
  return Object.fromEntries(classes.map((name) => [name, (plus as Record<string, unknown>)[name.replace('Hardened', '')]]));
}
