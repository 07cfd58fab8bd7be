import { HardenedDocument } from './harden';
import { assess, AssessedObject } from '../engine/assess';
import { EvaluatedFinding, isUnevaluated } from '../engine/finding';
import { nameOf } from '../manifest/image';
import { asObject, asString } from '../manifest/json';
import { HardenedWorkload } from '../reports/hardened';
import { limited } from '../reports/limited';
import { findingText } from '../reports/text';
import { toFinding } from '../reports/to-finding';

/** The workloads of a document that something is left to do for. */
export function hardenedWorkloads({ file, number, objects, rangeOf }: HardenedDocument): readonly HardenedWorkload[] {
  // Finding a line takes time, and most workloads need none.
  const isUnsettled = ({ findings, unknownUsers, lacksGroup }: AssessedObject) => findings.length + unknownUsers.length > 0 || lacksGroup;
  return objects.filter(isUnsettled).map((assessed) => {
    const { opened: { object, path, pods }, findings, unknownUsers, isSkipped, keepsUsers, lacksGroup } = assessed;
    const { name, namespace } = asObject(object.metadata);
    const { reported } = limited(findings, ({ severity, waiver }) => waiver ? 'waived' : severity);
    return {
      file,
      line: rangeOf(path).line,
      kind: asString(object.kind) ?? '',
      namespace: asString(namespace),
      name: asString(name) ?? '',
      findings: reported.map((finding) => toFinding(finding, object, { file, document: number, path, rangeOf })),
      unknownUsers: unknownUsers.map((user) => ({ ...user, repository: nameOf(user.image) })),
      unevaluated: findings.filter((finding) => !finding.waiver && isUnevaluated(finding)).map(findingText),
      isSkipped,
      keepsUsers,
      lacksGroup,
      isPart: pods.some(({ part }) => part !== undefined),
      isOverridable: isOverridable(assessed),
    };
  });
}

/** Whether no error is left once unsafe values are replaced. */
function isOverridable({ opened: { object }, plan, findings }: AssessedObject): boolean {
  const { filling } = plan;
  if (filling.overridesUnsafe || !findings.some(isOpenError)) {
    return false;
  }
  const { objects } = assess(object, () => ({ ...plan, filling: { ...filling, overridesUnsafe: true } }));
  return objects.every((assessed) => !assessed.findings.some(isOpenError));
}

function isOpenError({ severity, waiver }: EvaluatedFinding): boolean {
  return severity === 'error' && !waiver;
}
