// Writes below os.tmpdir(), as uploads do, and in the cache below os.homedir(), as many tools do.
const { existsSync, mkdirSync, mkdtempSync } = require('node:fs');
const { createServer } = require('node:http');
const { homedir, tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
if (!existsSync(cache)) {
  mkdirSync(cache);
}
createServer((_, response) => {
  response.end(`Upload in ${dirname(mkdtempSync(join(tmpdir(), 'upload-')))}, cache in ${cache}, home ${homedir()}\n`);
}).listen(8080, '127.0.0.1');
