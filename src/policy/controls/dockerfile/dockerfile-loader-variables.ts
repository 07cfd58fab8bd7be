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
  why: 'Whoever can change that one file can run code in every program that the container starts.',
  remedy: 'link the library into the program, or set the variable for that program only; '
    + 'load nothing from a directory that every user may write',
  spec: {
    rules: [{
      fields: ['ENV in the instructions of the final image, and in its ONBUILD'],
      allowed: 'no LD_PRELOAD; no LD_AUDIT, LD_LIBRARY_PATH, BASH_ENV or NODE_OPTIONS that loads from a '
        + 'directory that every user may write, such as /tmp; an empty value',
    }],
    notes: ['A warning: an allocator such as jemalloc is loaded by LD_PRELOAD too, and is '
      + 'worth an exception. The control loader-variables checks pods.'],
  },
  checkDockerfile: (view) => keptInstructions(view).filter(({ keyword }) => keyword === 'ENV')
    .flatMap((instruction) => instruction.variables.flatMap((variable) => loading(instruction, variable))),
};

/** The other words of a variable may be secrets. */
function loading(instruction: DockerfileInstruction, { name, value = '' }: DockerfileVariable): readonly Violation[] {
  const path = loaderPaths(name, value).find((each) => WORLD_WRITABLE.some((directory) => isIn(normalizePath(each), directory)));
  if (path !== undefined) {
    return [inInstruction(instruction, name, `it loads "${path}", which every user may write`, `${name}=${path}`)];
  }
  return name === 'LD_PRELOAD' && value.trim() !== ''
    ? [inInstruction(instruction, name, 'every program loads it', `${name}=${value}`)]
    : [];
}
