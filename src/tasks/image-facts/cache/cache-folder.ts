import { homedir } from 'os';
import { isAbsolute, join } from 'path';

/** The cache folder of a user: `XDG_CACHE_HOME`, or the default of the operating system. */
export function cacheFolder({ XDG_CACHE_HOME: chosen = '', LOCALAPPDATA: local = '' }: NodeJS.ProcessEnv): string {
  const [parent = join(homedir(), '.cache')] = [chosen, process.platform === 'win32' ? local : ''].filter(isAbsolute);
  return join(parent, 'cdk8s-hardened');
}
