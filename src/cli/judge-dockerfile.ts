import { AuditWaivers } from './audit-waivers';
import { auditedDockerfile } from './audited';
import { CannotWork } from './cannot-work';
import { Input } from './inputs';
import { DockerfileError } from '../dockerfile/dockerfile-error';
import { readDockerfile } from '../dockerfile/read-dockerfile';
import { MAX_SIZE } from '../dockerfile/text';
import { evaluateDockerfile } from '../engine/evaluate';
import { Profile } from '../engine/profile';
import { DockerfileView } from '../manifest/dockerfile';
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
      const { line, keyword: instruction } = view.instructions[Number(path[1])];
      const place = { line, instruction, path: toJsonPointer(path) };
      return inFile(input, { ...place, control, severity, waived: waiver !== undefined, message: findingText(finding), fix });
    }),
    ...problems.map(({ message, fix, severity, line = 1 }) =>
      inFile(input, { control: 'waiver', severity, waived: false, line, instruction: null, path: '', message, fix })),
  ];
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
      throw new CannotWork(error.inFile(name));
    }
    throw error;
  }
}
