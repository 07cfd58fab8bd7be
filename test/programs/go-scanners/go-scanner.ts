import { join } from 'path';
import { builtProgram, ProgramToBuild } from '../built-program';
import { GO_SCANNERS } from '../pinned';

export type GoScanner = keyof typeof GO_SCANNERS;

interface PinnedScanner extends Pick<ProgramToBuild, 'variables' | 'experiment'> {
  readonly version: string;
  /** The path of its main package. */
  readonly program: string;
}

/** A scanner, built from its modules. */
export function goScanner(name: GoScanner): string {
  const { version, program, ...options }: PinnedScanner = GO_SCANNERS[name];
  return builtProgram({
    name: `${name}-${version}`,
    sources: ['go.mod', 'go.sum'].map((file) => join(__dirname, name, file)),
    target: program,
    ...options,
  });
}
