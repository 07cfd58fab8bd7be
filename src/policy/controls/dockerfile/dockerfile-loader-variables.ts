import { inInstruction, keptInstructions } from './violations';
import { DockerfileInstruction, DockerfileVariable } from '../../../formats/dockerfile/model/dockerfile';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { Violation } from '../check';
import { DockerfileControl } from '../control';
import { loaderPaths } from '../loader-paths';

/** Directories that everyone may write on the usual distributions. Every hardened workload has a volume at /tmp. */
const WORLD_WRITABLE = ['/tmp', '/var/tmp', '/dev/shm', '/run/lock', '/var/lock'];

export const dockerfileLoaderVariables: DockerfileControl = {
  id: 'dockerfile-loader-variables',
  title: 'No code loaded into every program',
  level: 'hardened',
  risk: 'medium',
  why: 'Anyone who can change the file can run code in every program that the container starts.',
  remedy: 'link the library into the program, or set the variable for this program only; do not load files from a world-writable directory',
  spec: {
    rules: [{
      fields: ['ENV in the instructions of the final image, and in its ONBUILD'],
      allowed: 'no LD_PRELOAD, except for jemalloc, tcmalloc and mimalloc in /lib, /usr/lib and /usr/local/lib; no LD_AUDIT, '
        + 'LD_LIBRARY_PATH, BASH_ENV or NODE_OPTIONS that loads from a world-writable directory, such as /tmp; an empty value',
    }],
    notes: ['The control loader-variables checks pods.'],
  },
  checkDockerfile: (view) => keptInstructions(view).filter(({ keyword }) => keyword === 'ENV')
    .flatMap((instruction) => instruction.variables.flatMap((variable) => loading(instruction, variable))),
};

/** Memory allocators that packages of distributions install. Whoever can replace one can replace libc, too. */
const ALLOCATOR = /^(?:\/usr(?:\/local)?)?\/lib(?:64)?\/(?:[\w-]+\/)?lib(?:jemalloc|tcmalloc(?:_minimal)?|mimalloc)\.so(?:\.[\d.]+)?$/;

/** The other words of a variable may be secrets. */
function loading(instruction: DockerfileInstruction, { name, value = '' }: DockerfileVariable): readonly Violation[] {
  const path = loaderPaths(name, value).find((each) => WORLD_WRITABLE.some((directory) => isIn(normalizePath(each), directory)));
  if (path !== undefined) {
    return [inInstruction(instruction, name, `it loads "${path}", which is world-writable`, `${name}=${path}`)];
  }
  return name === 'LD_PRELOAD' && value.split(/[\s:]+/).some((each) => each !== '' && !ALLOCATOR.test(each))
    ? [inInstruction(instruction, name, 'every program loads it', `${name}=${value}`)]
    : [];
}
