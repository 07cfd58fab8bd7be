/* Prints the folder of the site that `npm run site` built. With `--serve`, it serves the site until you press Ctrl-C. */
import { existsSync, readFileSync, statSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { extname, join, resolve } from 'path';

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

if (require.main === module) {
  console.log(`The site is in ${FOLDER}.`);
  if (process.argv.includes('--serve')) {
    void serve(FOLDER).then(({ url }) => console.log(`It is at ${url}/ until you press Ctrl-C.`));
  } else {
    console.log('To view it, run `npm run site -- --serve`. Its pages need a web server; site/dist/playground/index.html works without one.');
  }
}
