import { homedir } from 'os';
import { isAbsolute, join } from 'path';

/** Where a user keeps what can be made again: `XDG_CACHE_HOME`, or what the system has for that. */
export function cacheFolder({ XDG_CACHE_HOME: chosen = '', LOCALAPPDATA: local = '' }: NodeJS.ProcessEnv): string {
  const parent = isAbsolute(chosen) ? chosen : process.platform === 'win32' && isAbsolute(local) ? local : join(homedir(), '.cache');
  return join(parent, 'cdk8s-hardened');
}
