import { homedir } from 'os';
import { isAbsolute, join } from 'path';

/** Where a user keeps what can be made again: `XDG_CACHE_HOME`, or what the system has for that. */
export function cacheFolder({ XDG_CACHE_HOME: chosen = '', LOCALAPPDATA: local = '' }: NodeJS.ProcessEnv): string {
  const [parent = join(homedir(), '.cache')] = [chosen, process.platform === 'win32' ? local : ''].filter(isAbsolute);
  return join(parent, 'cdk8s-hardened');
}
