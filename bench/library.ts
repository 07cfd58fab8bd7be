import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { npm, packWithPeers, ROOT } from '../test/package/support';

/** The folder of a project whose only dependencies are this library, as `npm pack` makes it, and its peers. */
export interface Installed {
  readonly folder: string;
  /** The benchmarks as JavaScript, which import the library by its name: in a child that ran ts-node, the compiler's memory would count. */
  readonly bench: string;
  /** The command line. */
  readonly main: string;
}

/** Packages that scenarios use beside the library, and what an app needs for `cdk8s synth`. */
const TOOLS = ['js-yaml', 'yaml', 'vscode-languageserver', 'cdk8s-cli', 'ts-node', 'typescript', '@types/node', '.bin/cdk8s', '.bin/ts-node'];

let installed: Installed | undefined;

/** Packs and installs the compiled library, once for this process. */
export function installLibrary(): Installed {
  return installed ??= install();
}

function install(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const own = join(folder, 'node_modules', 'cdk8s-hardened');
  const write = (name: string, content: object) => writeFileSync(join(folder, name), JSON.stringify(content));
  write('package.json', { private: true, imports: { '#lib/*': './lib/*' } });
  npm(folder, 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...packWithPeers(folder).map(({ path }) => path));
  write('package.json', { private: true, imports: { '#lib/*': './lib/*' } }); // without the tarballs
  symlinkSync(join(own, 'lib'), join(folder, 'lib'));
  for (const name of TOOLS) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
  return { folder, bench: transpiled(join(folder, 'bench')), main: join(own, 'lib', 'commands', 'cli', 'main.js') };
}

function transpiled(output: string): string {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const path = join(output, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, transpileModule(readFileSync(join(__dirname, file), 'utf8'), { compilerOptions }).outputText);
  }
  return output;
}
