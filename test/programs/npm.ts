import { dirname, join } from 'path';

/** A program, and the arguments before all others, that runs npm or npx without a shell: on Windows both are scripts of one. */
export function npmCommand(name: 'npm' | 'npx'): readonly [program: string, args: readonly string[]] {
  return process.platform === 'win32'
    ? [process.execPath, [join(dirname(process.execPath), `node_modules/npm/bin/${name}-cli.js`)]]
    : [name, []];
}
