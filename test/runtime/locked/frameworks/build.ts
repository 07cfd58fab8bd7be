/*
 * What the Dockerfiles build in stages of their own, built on this machine once for all images: packages of PyPI and npm, Next.js, and Go.
 */
import { execFile } from 'child_process';
import { cpSync, mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';
import { buildApplication, buildBase } from '../../apps/images';
import { build } from '../../support/podman';
import { newFolder } from '../../support/storage';

const execute = promisify(execFile);

/** The Python of the images. */
const PYTHON = '3.13';
const PACKAGES = ['django==5.2.19', 'flask==3.1.3', 'gunicorn==27.0.1'];

const KEEPERS: { readonly [name: string]: readonly string[] } = {
  'rails/.keep': [
    'app/assets/images', 'app/controllers/concerns', 'app/models/concerns', 'lib/tasks', 'log', 'script', 'storage', 'test/controllers', 'test/fixtures/files',
    'test/helpers', 'test/integration', 'test/mailers', 'test/models', 'tmp', 'tmp/pids', 'tmp/storage', 'vendor',
  ],
  'laravel/www/.gitignore': [
    'bootstrap/cache', 'storage/app/private', 'storage/app/public', 'storage/framework/cache/data', 'storage/framework/sessions', 'storage/framework/views',
    'storage/logs',
  ],
};

/** Makes the context of all images, and their base images. */
export async function prepare(): Promise<string> {
  requirePackages({ 'golang-go': SLOW_PACKAGES['golang-go'] });
  const context = newFolder('frameworks');
  cpSync(join(__dirname, 'files'), context, { recursive: true });
  cpSync(join(__dirname, 'Containerfile'), join(context, 'Containerfile'));
  keepDirectories(context);
  // These run while podman makes the base images.
  const made = Promise.all([makeNode(context), makePython(context), makeGo(context)]);
  buildBase();
  buildApplication('python');
  buildApplication('node');
  await made;
  return context;
}

export function buildFramework(context: string, name: string, tag: string): void {
  build(context, tag, { args: ['--target', name] });
}

/** Directories that hold nothing but a file that keeps them: this repository would ignore some of them. */
function keepDirectories(context: string): void {
  for (const [path, directories] of Object.entries(KEEPERS)) {
    const [root, file] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
    for (const directory of directories) {
      mkdirSync(join(context, root, directory), { recursive: true });
      writeFileSync(join(context, root, directory, file), '');
    }
  }
  // `bootsnap precompile` has run in the stage before.
  const compiled = join(context, 'rails/tmp/cache/bootsnap/compile-cache-iseq/00');
  mkdirSync(compiled, { recursive: true });
  writeFileSync(join(compiled, '0123456789abcdef'), 'compiled');
}

async function makePython(context: string): Promise<void> {
  await execute('python3', ['-m', 'pip', 'install', '--quiet', '--root-user-action', 'ignore', '--target', join(context, 'python'),
    '--python-version', PYTHON, '--only-binary=:all:', ...PACKAGES]);
}

async function makeNode(context: string): Promise<void> {
  const install = 'npm install --no-audit --no-fund --no-package-lock --loglevel=error';
  await execute('sh', ['-ec', `(cd express && ${install}); cd next; ${install}; npx --no-install next build`], {
    cwd: context, env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
}

async function makeGo(context: string): Promise<void> {
  await execute('go', ['build', '-o', 'docker-gs-ping', '.'], { cwd: join(context, 'go'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' } });
}
