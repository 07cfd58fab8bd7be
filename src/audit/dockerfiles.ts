import { auditedDockerfile } from './audited';
import { InputError } from './input-error';
import { Input } from './inputs';
import { AuditWaivers } from './waivers';
import { DockerfileView } from '../dockerfile/model/dockerfile';
import { DockerfileError } from '../dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../dockerfile/parser/read-dockerfile';
import { MAX_SIZE } from '../dockerfile/parser/text';
import { evaluateDockerfile } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { Path } from '../manifest/json';
import { AuditFinding, toJsonPointer } from '../reports/audit';
import { findingText } from '../reports/text';
import { DOCKERFILE } from '../waivers/target';

/**
 * Judges a Dockerfile.
 *
 * @throws CannotWork where it cannot be read, or is none, with the line
 */
export function judgeDockerfile(input: Input, profile: Profile, waivers: AuditWaivers): readonly AuditFinding[] {
  const view = read(input);
  const { findings, problems } = waivers.apply(auditedDockerfile(view, input.name), evaluateDockerfile(view, profile), profile);
  return [
    ...findings.map((finding) => {
      const { control: { id: control }, severity, path, remedy: fix, waiver } = finding;
      const place = { ...placeOf(view, path), path: toJsonPointer(path) };
      return inFile(input, { ...place, control, severity, waived: waiver !== undefined, message: findingText(finding), fix });
    }),
    ...problems.map(({ message, fix, severity, line = 1 }) =>
      inFile(input, { control: 'waiver', severity, waived: false, line, instruction: null, path: '', message, fix })),
  ];
}

function placeOf({ directives, instructions }: DockerfileView, [list, index]: Path): Pick<AuditFinding, 'line' | 'instruction'> {
  if (list === 'directives') {
    return { line: directives[Number(index)].line, instruction: null };
  }
  const { line, keyword } = instructions[Number(index)];
  return { line, instruction: keyword };
}

type What = Pick<AuditFinding, 'control' | 'severity' | 'waived' | 'line' | 'instruction' | 'path' | 'message' | 'fix'>;

function inFile({ name }: Input, { control, severity, waived, line, instruction, path, message, fix }: What): AuditFinding {
  return { // In the order in which it is written.
    control,
    severity,
    waived,
    file: name,
    document: 1,
    line,
    apiVersion: '',
    kind: DOCKERFILE,
    namespace: null,
    name,
    container: null,
    instruction,
    path,
    message,
    fix,
  };
}

function read({ name, chunks }: Input): DockerfileView {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const part of chunks()) {
    parts.push(part);
    size += part.length;
    if (size > MAX_SIZE) {
      break; // Whatever it is, it may have no end.
    }
  }
  try {
    return readDockerfile(Buffer.concat(parts));
  } catch (error) {
    if (error instanceof DockerfileError) {
      throw new InputError(error.inFile(name));
    }
    throw error;
  }
}
