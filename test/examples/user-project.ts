import { spawnSync } from 'child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { filesIn } from './synthesize';
import { NEWEST_PLUS, plusPackage } from '../../projenrc/plus-versions';

const ROOT = join(__dirname, '..', '..');
const MODULES = join(ROOT, 'node_modules');
const TEMPLATE = join(MODULES, 'cdk8s-cli', 'templates', 'typescript-app');

/** What `cdk8s init typescript-app` installs, and what the README installs, as far as a synthesis needs it. */
const PACKAGES = ['@types/node', 'cdk8s', 'cdk8s-cli', 'cdk8s-plus-28', plusPackage(NEWEST_PLUS), 'constructs', 'ts-node', 'typescript'];

const OPTIONAL = ['agent.yaml', 'images.lock.yaml'];

/**
 * Runs `npx cdk8s synth` in a folder laid out as a user's is, with the compiled library, and answers the files of `dist`.
 *
 * @param main the content of main.ts
 * @param settings the folder of its cdk8s.yaml and tsconfig.json
 */
export function synthesizeAsUser(main: string, settings = TEMPLATE): { [file: string]: string } {
  if (!existsSync(join(ROOT, 'lib', 'index.js'))) throw new Error('There is no compiled library: run `npx projen compile` first.');
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-user-'));
  try {
    for (const name of [...PACKAGES, '.bin']) {
      link(join(MODULES, name), join(folder, 'node_modules', name));
    }
    link(ROOT, join(folder, 'node_modules', 'cdk8s-hardened'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    ['cdk8s.yaml', 'tsconfig.json'].forEach((file) => copyFileSync(join(settings, file), join(folder, file)));
    // What an example reads beside its code.
    OPTIONAL.filter((file) => existsSync(join(settings, file))).forEach((file) => copyFileSync(join(settings, file), join(folder, file)));
    writeFileSync(join(folder, 'main.ts'), main);
    run(folder, 'npx', '--offline', 'cdk8s', 'synth');
    return filesIn(join(folder, 'dist'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function link(target: string, path: string) {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}

/** Runs a command; if that fails, the error is what it printed. */
function run(folder: string, command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (status !== 0) throw new Error(stdout + stderr);
}
