/* Builds the site. With `--serve`, it builds only what is out of date, and serves the site until you press Ctrl-C. */
import { execFileSync } from 'child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { extname, join, resolve } from 'path';
import { isCurrent, stamp } from './site-age';

const FOLDER = resolve('site/dist');
const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml',
};

/** Serves a folder to this machine alone, as GitHub Pages does. */
export async function serve(folder: string, port = 0): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = join(folder, decodeURI(new URL(url, 'http://site').pathname));
    const file = [path, join(path, 'index.html'), `${path}.html`].find((each) => existsSync(each) && statSync(each).isFile());
    response.writeHead(file ? 200 : 404, { 'content-type': TYPES[extname(file ?? '.html')] ?? 'application/octet-stream' });
    response.end(readFileSync(file ?? join(folder, '404.html')));
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

const PAGES = readdirSync('.').filter((name) => name.endsWith('.md'));
/** All that a page or the playground is made from. */
const SOURCES = [...PAGES, 'docs', 'site', 'src', 'projenrc', 'package-lock.json'];
const BUILDS: readonly (readonly string[])[] = [
  // By default it collects garbage for a quarter of its time.
  ['--max-semi-space-size=64', 'node_modules/vitepress/bin/vitepress.js', 'build', 'site'],
  ['node_modules/ts-node/dist/bin.js', '--project', 'projenrc/tsconfig.json', '--transpile-only', 'projenrc/playground.ts'],
];

function build(base: string): void {
  rmSync(FOLDER, { recursive: true, force: true });
  BUILDS.forEach((args) => execFileSync(process.execPath, args, { stdio: 'inherit' }));
  stamp(FOLDER, base);
}

if (require.main === module) {
  const base = process.env.SITE_BASE ?? '/';
  if (!process.argv.includes('--serve') || !isCurrent(FOLDER, base, SOURCES)) {
    build(base);
  }
  console.log(`The site is in ${FOLDER}.`);
  if (process.argv.includes('--serve')) {
    void serve(FOLDER).then(({ url }) => console.log(`It is at ${url}/ until you press Ctrl-C.`));
  } else {
    console.log('To view it, run `npm run site -- --serve`. Its pages need a web server; site/dist/playground/index.html works without one.');
  }
}
