import { DockerfileInstruction, DockerfileView } from '../../../src/formats/dockerfile/model/dockerfile';
import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';

export function dockerfile(...lines: string[]): DockerfileView {
  return readDockerfile(Buffer.from(lines.join('\n')));
}

/** The last instruction of a stage with these lines. */
export function lastOf(...lines: string[]): DockerfileInstruction {
  const { instructions } = dockerfile('FROM alpine:3.22', ...lines);
  return instructions[instructions.length - 1];
}

/** The commands that a script runs, each in one line. */
export function commandsIn(...script: string[]): string[] {
  return lastOf('RUN <<END', ...script, 'END').commands.map((command) => command.join(' '));
}
