import { Finding } from './finding';
import { FindingRisk, FindingSeverity } from './finding-risk';
import { allowValueOf, defined, isLong, short, shortWaiver } from './shown-values';
import { findingText } from './text';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { toFieldPath, toJsonPointer } from '../../formats/manifest/paths';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { suggestWaiver } from '../../policy/waivers/suggest';
import { DOCKERFILE } from '../../policy/waivers/target';

/**
 * A finding on a Dockerfile as reports show it.
 *
 * @param line the line of a finding that is not on an instruction
 */
export function toDockerfileFinding(evaluated: EvaluatedFinding, view: DockerfileView, file: string, line = 1): Finding {
  const { control, risk, severity, path, waiver, remedy } = evaluated;
  const target = { kind: DOCKERFILE, name: file };
  const suggestion = suggestWaiver(evaluated);
  return defined({
    control: control.id,
    risk: risk as FindingRisk,
    severity: severity as FindingSeverity,
    waived: waiver !== undefined,
    baselined: evaluated.isListed,
    file,
    document: 1,
    line,
    ...locationFields(view, evaluated),
    apiVersion: '',
    kind: DOCKERFILE,
    name: file,
    path: toJsonPointer(path),
    field: toFieldPath(path),
    allowValue: allowValueOf(evaluated),
    message: short(findingText(evaluated)),
    remedy: short(remedy),
    waiver: waiver && shortWaiver(waiver),
    suggestedWaiver: waiver || !suggestion || isLong(suggestion) ? undefined : { ...suggestion, target },
  });
}

function locationFields(
  { directives, instructions }: DockerfileView,
  { path: [list, index] }: EvaluatedFinding,
): Pick<Finding, 'line' | 'endLine' | 'instruction'> {
  switch (list) {
    case 'directives': return { line: directives[Number(index)].line };
    case 'instructions': {
      const { line, endLine, keyword } = instructions[Number(index)];
      return { line, endLine, instruction: keyword };
    }
    default: return {};
  }
}
