import { execFileSync } from 'child_process';
import { mkdtempSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Maximum size in bytes, as in cdk8s. */
const MAX_BYTES = 10 * 1024 * 1024;

const DOWNLOAD = `
  const response = await fetch(process.argv[1]);
  if (!response.ok) { throw new Error(response.status + ' ' + response.statusText); }
  process.stdout.write(Buffer.from(await response.arrayBuffer()));
`;

/**
 * The path of a local file. A URL is downloaded once, because its content could change between two reads.
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
  try {
    return execFileSync(process.execPath, ['--input-type=module', '--eval', DOWNLOAD, url], { maxBuffer: MAX_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stderr, message } = error as Error & { readonly stderr?: Buffer };
    const reason = /^\s*(?:\[?cause\]?: )?(?:\w*Error): (.*)$/m.exec(String(stderr ?? ''))?.[1] ?? message;
    throw new Error(`${url}: cannot be downloaded: ${reason}`);
  }
}
