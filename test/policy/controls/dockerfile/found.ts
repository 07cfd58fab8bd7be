import { DockerfileInstruction } from '../../../../src/formats/dockerfile/model/dockerfile';
import { read } from '../../../../src/formats/manifest/json';
import { Control, isDockerfileControl } from '../../../../src/policy/controls/control';
import { dockerfile } from '../../../formats/dockerfile/support';

/** What one control finds wrong in a Dockerfile: the line, and the instruction without what is right in it. */
export function foundInFile(control: Control, ...lines: string[]): string[] {
  if (!isDockerfileControl(control)) throw new Error(`${control.id} is no control on Dockerfiles`);
  const view = dockerfile(...lines);
  return control.checkDockerfile(view).map(({ path, value }) => `${(read(view, path) as DockerfileInstruction).line} ${value}`);
}

/** The same for a Dockerfile whose first line is a FROM with nothing wrong, so that the given lines begin with the second. */
export function foundBehindFrom(control: Control, ...lines: string[]): string[] {
  return foundInFile(control, 'FROM alpine:3.22', ...lines);
}
