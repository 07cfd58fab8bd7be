import { mkdtempSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Answer } from '../../tasks/programs/answer';
import { askSync } from '../../tasks/programs/ask-sync';

/** Maximum size in bytes, as in cdk8s. */
const MAX_BYTES = 10 * 1024 * 1024;

const SECONDS = 120;

const DOWNLOAD = `
  const response = await fetch(process.argv[1]);
  if (!response.ok) { throw new Error(response.status + ' ' + response.statusText); }
  process.stdout.write(Buffer.from(await response.arrayBuffer()));
`;

/**
 * The path of a local file. A URL is downloaded only once, into such a file: its content could change between two reads.
 *
 * @throws if the file does not exist or cannot be downloaded
 */
export function localFile(url: string): string {
  if (statSync(url, { throwIfNoEntry: false })) {
    return url;
  }
  if (!/^https?:\/\//i.test(url)) {
    throw new Error(`${url}: no such file (relative to ${process.cwd()}): write a path, or a URL that begins with http:// or https://`);
  }
  const path = join(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-')), 'download.yaml');
  writeFileSync(path, download(url));
  return path;
}

/** Downloads in another process, because constructors cannot wait. */
function download(url: string): Buffer {
  const args = ['--input-type=module', '--eval', DOWNLOAD, url];
  const answer = askSync(process.execPath, args, process.env, { timeout: SECONDS * 1000, output: MAX_BYTES });
  if (answer.status !== 0) {
    throw new Error(`${url}: cannot be downloaded: ${reasonOf(answer)}`);
  }
  return answer.stdout;
}

function reasonOf({ ended, stderr, status }: Answer): string {
  switch (ended) {
    case undefined: return /^\s*(?:\[?cause\]?: )?(?:\w*Error): (.*)$/m.exec(stderr)?.[1] ?? `exit code ${status}`;
    case 'size': return `it has more than ${MAX_BYTES / 1024 ** 2} MiB`;
    default: return `no complete answer in ${SECONDS} seconds`;
  }
}
