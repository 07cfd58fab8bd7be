/*
 * Writes site/dist/playground/index.html: the engine, bundled for browsers, and its page in one file. It loads nothing, so that it works
 * offline, and from a disk.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { buildSync, build, Plugin } from 'esbuild';
import { compiledSchema } from './compiled-schema';
import { dataElement, pageHead } from '../src/tasks/reports/formats/html/embedded';

const FOLDER = 'site/playground';
export const FILE = 'site/dist/playground/index.html';

/** The page, as text. */
export async function playgroundText(): Promise<string> {
  const [page, worker] = await Promise.all([bundled('main.ts'), bundled('worker.ts')]);
  const style = buildSync({ entryPoints: [join(FOLDER, 'style.css')], bundle: true, minify: true, write: false, target: 'chrome123' }).outputFiles[0].text;
  const head = pageHead({
    title: 'cdk8s-hardened playground',
    style,
    script: page,
    policy: ['worker-src blob:', 'trusted-types worker', 'img-src data:'],
    elements: '<link rel="icon" href="data:,">\n', // An empty icon, so that none is asked for.
  });
  return `${head}${readFileSync(join(FOLDER, 'body.html'), 'utf8')}
${dataElement('id="worker"', { program: worker })}<script>${page}</script>
</body>
</html>
`;
}

/** A program in one script. An import of a module that no browser has fails. */
async function bundled(main: string): Promise<string> {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [join(FOLDER, main)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    // Inlined, the text must not end its element.
    charset: 'ascii',
    inject: [join(FOLDER, 'node/globals.ts')],
    plugins: [nodeModules(), compiledSchema()],
    logLevel: 'warning',
    tsconfig: 'site/tsconfig.json',
  });
  if (/<\/script|<!--/i.test(text)) {
    throw new Error(`${main}: the program contains markup that would end its element`);
  }
  return text;
}

/** What stands for the modules of Node.js that the engine imports. Others are errors. */
function nodeModules(): Plugin {
  const paths: { readonly [name: string]: string } = {
    path: require.resolve('path-browserify'),
    ...Object.fromEntries(['buffer', 'crypto', 'fs', 'net', 'util'].map((name) => [name, resolve(FOLDER, 'node', `${name}.ts`)])),
  };
  return {
    name: 'node-modules',
    setup: ({ onResolve }) => onResolve({ filter: new RegExp(`^(?:node:)?(?:${Object.keys(paths).join('|')})$`) }, ({ path }) =>
      ({ path: paths[path.replace(/^node:/, '')], sideEffects: false })),
  };
}

if (require.main === module) {
  void playgroundText().then((text) => {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, text);
  });
}
