/*
 * Packs the extension of VS Code with its server into dist/vscode: `npx projen vscode`. Its packages are locked in integrations/vscode,
 * apart from those of the library.
 */
import { execFileSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';
import { packageFolder, packageIn } from './npm-package';
import { packageVersion } from './pinned-version';
import { billOf, bom, bundled, distinct, ownPackage, Part } from './release/sbom';

const ROOT = join(__dirname, '..');
const SOURCE = join(ROOT, 'integrations', 'vscode');
const SERVER_FILES = ['lib/bundle', 'lib/commands/cli/main.js'];

function run(cwd: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Writes the .vsix into a folder, with its bill of materials beside it, and answers its path. */
export function packExtension(out: string): string {
  if (!existsSync(join(SOURCE, 'node_modules'))) run(SOURCE, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  run(ROOT, process.execPath, 'node_modules/typescript-7/bin/tsc', '-p', join(SOURCE, 'tsconfig.json'));
  const version = packageVersion();
  const folder = mkdtempSync(join(tmpdir(), 'vscode-'));
  const manifest = JSON.parse(readFileSync(join(SOURCE, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version, devDependencies: undefined }, null, 2));
  writeFileSync(join(folder, '.vscodeignore'), '# All in this folder is packed.\n');
  cpSync(join(SOURCE, 'README.md'), join(folder, 'README.md'));
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const { metafile } = buildSync({
    metafile: true,
    entryPoints: [join(SOURCE, 'src', 'extension.ts')],
    outfile: join(folder, 'dist', 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    external: ['vscode'],
  });
  SERVER_FILES.forEach((path) => cpSync(join(ROOT, path), join(folder, 'server', path), { recursive: true }));
  writeFileSync(join(folder, 'server', 'package.json'), JSON.stringify({ name: 'cdk8s-hardened', version, type: 'commonjs' }));
  mkdirSync(out, { recursive: true });
  const vsix = join(out, `cdk8s-hardened-${version}.vsix`);
  run(folder, join(SOURCE, 'node_modules', '.bin', 'vsce'), 'package', '--no-dependencies', '--out', vsix);
  rmSync(folder, { recursive: true });
  const extension: Part = { ecosystem: 'generic', name: manifest.name, version, license: manifest.license };
  const folders = new Set(Object.keys(metafile.inputs).flatMap((file) => packageFolder(file) ?? []));
  const parts = [ownPackage(), ...bundled(), ...[...folders].map(packageIn)];
  writeFileSync(billOf(vsix), bom(extension, distinct(parts)));
  return vsix;
}

if (require.main === module) {
  console.log(packExtension(join(ROOT, 'dist', 'vscode')));
}
