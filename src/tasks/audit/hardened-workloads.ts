import { HardenedDocument } from './harden';
import { placeIn } from './unit';
import { nameOf } from '../../formats/manifest/image';
import { asObject, asString, isAbsent } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { groupKind, POD_TEMPLATES, objectName } from '../../formats/manifest/workload';
import { assess, AssessedObject, evaluatingProfile } from '../../policy/engine/assess';
import { EvaluatedFinding, isUnevaluated } from '../../policy/engine/finding';
import { Publication } from '../../policy/engine/pipeline';
import { Finding } from '../reports/finding';
import { HardenedWorkload } from '../reports/hardened';
import { knownTexts } from '../reports/known-of';
import { limited } from '../reports/limited';
import { isUrgent } from '../reports/risk-order';
import { findingText } from '../reports/text';
import { toFinding } from '../reports/to-finding';

/**
 * The objects of a document that got settings from facts about their images, or that need further work.
 *
 * @param publication keeps the findings on ServiceAccounts until they can be reported
 * @param rangeOf the ranges of fields in the file that the reader has. Default: in the file before hardening
 */
export function hardenedWorkloads(
  document: HardenedDocument, publication: Publication<Finding>, rangeOf = document.rangeOf,
): readonly HardenedWorkload[] {
  const { file, rendering, number, objects, source, text } = document;
  return objects.flatMap((assessed) => {
    const { opened: { object, path, pods }, plan, findings: found, unknownUsers, ownerChanges } = assessed;
    const { isSkipped, keepsUsers, lacksGroup, refusedFillIns } = assessed;
    // A line number takes time to find, and findings of hygiene are only counted.
    const reportedOf = (finding: EvaluatedFinding) => {
      const isListed = isUrgent({ risk: finding.risk, control: finding.control.id });
      return toFinding(finding, object, { file, document: number, path, rangeOf: isListed ? rangeOf : undefined });
    };
    const findings = publication.publish(found, { placeOf: (each) => placeIn(each, { name: file, rendering }), toHeld: reportedOf });
    const known = text === source.text || isSkipped ? [] : knownImagesOf(assessed);
    const unnamed = unnamedIn(assessed);
    // A line number takes time to find, and most workloads need none.
    if (!lacksGroup && [findings, unknownUsers, known, unnamed].every(({ length }) => length === 0)) {
      return [];
    }
    const { namespace } = asObject(object.metadata);
    const { reported } = limited(findings);
    return {
      file,
      line: rangeOf(path).line,
      kind: asString(object.kind) ?? '',
      namespace: asString(namespace),
      name: objectName(object),
      findings: reported.map(reportedOf),
      known,
      unknownUsers: unknownUsers.map((user) => ({ ...user, repository: nameOf(user.image) })),
      unevaluated: findings.filter((finding) => !finding.waiver && isUnevaluated(finding)).map(findingText),
      unnamed,
      refused: refusedFillIns.map(({ finding, causes }) => ({ message: findingText(finding), causes })),
      isSkipped,
      keepsUsers,
      ownerChanges: ownerChanges.map(({ name }) => name),
      lacksGroup,
      isPart: pods.some(({ part }) => part !== undefined),
      isFilled: evaluatingProfile(plan).level === plan.filling.level,
      isOverridable: isOverridable(assessed),
    };
  });
}

function knownImagesOf({ knownImages }: AssessedObject): readonly string[] {
  return Object.entries(knownImages).flatMap(([container, known]) => knownTexts(known).map((text) => `container "${container}" ${text}`));
}

/** The places of containers without a name that need one. In custom resources, an operator may set the names. */
function unnamedIn({ opened: { object, path, pods } }: AssessedObject): readonly string[] {
  const containers = groupKind(object) in POD_TEMPLATES ? pods.flatMap((pod) => pod.containers) : [];
  return containers.filter(({ json: { name } }) => isAbsent(name) || name === '')
    .map((container) => toFieldPath(container.path.slice(path.length)));
}

/** Whether only errors of risk `broken` would remain if unsafe values were replaced. */
function isOverridable({ opened: { object }, plan, findings }: AssessedObject): boolean {
  const { filling } = plan;
  if (filling.overridesUnsafe || !findings.some(isUnsafe)) {
    return false;
  }
  const { objects } = assess(object, () => ({ ...plan, filling: { ...filling, overridesUnsafe: true } }));
  return objects.every((assessed) => !assessed.findings.some(isUnsafe));
}

function isUnsafe({ severity, waiver, risk }: EvaluatedFinding): boolean {
  return severity === 'error' && !waiver && risk !== 'broken';
}
