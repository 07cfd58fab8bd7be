import { execFile } from 'child_process';
import { readFileSync } from 'fs';
import { createServer } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import { npm, ROOT } from '../package/support';

/** The name and version of this package. */
export const { name: NAME, version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** A registry of npm on this machine, which has the packed library and nothing else. */
export interface Registry {
  /** Variables that make npm use it, with a home and a cache of its own. */
  readonly env: NodeJS.ProcessEnv;
  /** The paths that were asked for. */
  readonly requests: string[];
  readonly close: () => void;
}

/** @param folder for the tarball, and for npm's files */
export async function startRegistry(folder: string): Promise<Registry> {
  const [{ filename, integrity }] = JSON.parse(npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  const requests: string[] = [];
  const server = createServer(({ url }, response) => {
    requests.push(url!);
    if (url === `/${filename}`) {
      response.end(readFileSync(join(folder, filename)));
    } else if (url === `/${NAME}`) {
      const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
      const dist = { tarball: `${address()}/${filename}`, integrity };
      response.end(JSON.stringify({ 'name': NAME, 'dist-tags': { latest: VERSION }, 'versions': { [VERSION]: { ...manifest, dist } } }));
    } else {
      response.statusCode = 404;
      response.end('{}');
    }
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // What npm leaves to the processes that it starts would win over what is set here.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm_|GITHUB_|CI_|CI$)/i.test(key)));
  return {
    env: { ...inherited, HOME: folder, npm_config_registry: address(), npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' },
    requests,
    close: () => server.close(),
  };
}

export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program while this process goes on, as the registry must. */
export function runProgram(program: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Result> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { ...options, encoding: 'utf8', maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    child.stdin!.end();
  });
}
