import { statSync } from 'fs';
import { win32 } from 'path';

/** Windows starts these files without a shell. It runs a script such as `helm.cmd` in a shell, which can execute parts of the arguments. */
const ENDINGS = ['.exe', '.com'];

/** Where programs are depends on the platform and its files. Tests replace both. */
interface System {
  readonly platform: NodeJS.Platform;
  readonly isFile: (path: string) => boolean;
}

const THIS_SYSTEM: System = {
  platform: process.platform,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/**
 * The file to start for the name of a program. Windows prefers a `helm.exe` in the working directory to the one in the PATH, and the
 * working directory may be a repository that a stranger wrote. So on Windows only the absolute folders of the PATH count.
 */
export function programPath(name: string, env: NodeJS.ProcessEnv, { platform, isFile }: System = THIS_SYSTEM): string {
  if (platform !== 'win32' || win32.basename(name) !== name) {
    return name;
  }
  const folders = pathOf(env).split(';').map((folder) => folder.replace(/^"(.*)"$/, '$1')).filter(isAbsolute);
  const paths = folders.flatMap((folder) => ENDINGS.map((ending) => win32.join(folder, `${name}${ending}`)));
  // Windows does not search for a path with a folder, so the start fails, and the error says that the file does not exist.
  return paths.find(isFile) ?? win32.join(win32.dirname(process.execPath), `${name}.exe`);
}

/** Windows writes `Path`. `process.env` ignores case, but a copy of it does not. */
function pathOf(env: NodeJS.ProcessEnv): string {
  const [, path = ''] = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH') ?? [];
  return path;
}

/** A path such as `\bin` is on the drive of the working directory. */
function isAbsolute(folder: string): boolean {
  return win32.isAbsolute(folder) && win32.parse(folder).root.length > 1;
}
