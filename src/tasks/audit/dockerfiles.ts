import { auditedDockerfile } from './audited';
import { Input } from './input';
import { AuditWaivers, PlacedProblem } from './waivers';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { DockerfileError } from '../../formats/dockerfile/parser/dockerfile-error';
import { readDockerfile } from '../../formats/dockerfile/parser/read-dockerfile';
import { MAX_SIZE } from '../../formats/dockerfile/parser/text';
import { InputError } from '../../formats/manifest/input-error';
import { toFieldPath, toJsonPointer } from '../../formats/manifest/paths';
import { evaluateDockerfile } from '../../policy/engine/evaluate';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { comparedWith } from '../../policy/engine/pipeline';
import { Profile, profileOf } from '../../policy/engine/profile';
import { Severities } from '../../policy/settings/choices';
import { problemFinding } from '../../policy/waivers/rules';
import { BaselineMatcher } from '../baseline/baseline';
import { toDockerfileFinding } from '../reports/dockerfile-finding';
import { Finding } from '../reports/finding';

/** The findings in a Dockerfile, and in the files that list its waivers. */
export interface DockerfileFindings {
  readonly findings: readonly Finding[];
  readonly listed: readonly Finding[];
}

/**
 * Evaluates a Dockerfile.
 *
 * @param onEvaluated called with the findings, their waivers, and a function that returns the findings of all controls
 * @throws InputError if the file cannot be read, or is not a Dockerfile, with the line
 */
export function auditDockerfile(
  input: Input,
  profile: Profile,
  waivers: AuditWaivers,
  severities?: Severities,
  baseline?: BaselineMatcher,
  onEvaluated: (findings: readonly EvaluatedFinding[], everything: () => readonly EvaluatedFinding[]) => void = () => {},
): DockerfileFindings {
  const { name } = input;
  const view = read(input);
  const audited = auditedDockerfile(view, name);
  const { findings, problems } = waivers.apply(audited, evaluateDockerfile(view, profile, severities), profile);
  const whole = profileOf('hardened', profile.version);
  onEvaluated(findings, () => waivers.apply(audited, evaluateDockerfile(view, whole), whole).findings);
  const found = problems.map((problem) => toProblemFinding(problem, view, name));
  const toReported = (finding: EvaluatedFinding) => toDockerfileFinding(finding, view, name);
  const compared = comparedWith(baseline && ((finding) => baseline.has(toReported(finding))), findings, { metadata: { name } });
  return {
    findings: [...compared.map(toReported), ...found.filter(({ file }) => file === name)],
    listed: found.filter(({ file }) => file !== name),
  };
}

function toProblemFinding(problem: PlacedProblem, view: DockerfileView, name: string): Finding {
  const { listed, line } = problem;
  const finding = toDockerfileFinding(problemFinding(problem, []), view, name, line);
  if (!listed) {
    return finding;
  }
  const { file, path, line: listedLine, column, endLine, endColumn } = listed;
  return { ...finding, file, line: listedLine, column, endLine, endColumn, path: toJsonPointer(path), field: toFieldPath(path) };
}

function read({ name, chunks }: Input): DockerfileView {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const part of chunks()) {
    parts.push(part);
    size += part.length;
    if (size > MAX_SIZE) {
      break; // It is not a Dockerfile, and the stream may have no end.
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
