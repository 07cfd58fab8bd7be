import { HardenedDocument } from './harden';
import { AssessedObject } from '../engine/assess';
import { overriding } from '../engine/fixes';
import { repositoryOf } from '../engine/match';
import { asObject, asString } from '../manifest/json';
import { HardenedWorkload } from '../reports/hardened';
import { limited } from '../reports/limited';
import { toFinding } from '../reports/to-finding';

/** The workloads of a document, with what is left to do for each. */
export function hardenedWorkloads({ file, number, objects, rangeOf }: HardenedDocument): readonly HardenedWorkload[] {
  return objects.map((assessed) => {
    const { opened: { object, path }, findings, unknownUsers, isSkipped } = assessed;
    const { name, namespace } = asObject(object.metadata);
    const { reported } = limited(findings, ({ severity, waiver }) => waiver ? 'waived' : severity);
    return {
      file,
      line: rangeOf(path).line,
      kind: asString(object.kind) ?? '',
      namespace: asString(namespace),
      name: asString(name) ?? '',
      findings: reported.map((finding) => toFinding(finding, object, { file, document: number, path, rangeOf })),
      unknownUsers: unknownUsers.map(({ container, image }) => ({ container, image, repository: repositoryOf(image) })),
      isSkipped,
      overridable: overridableOf(assessed),
    };
  });
}

/** Nothing more is to be had where unsafe values were replaced already. */
function overridableOf({ plan: { filling } }: AssessedObject): readonly string[] {
  return filling.overridesUnsafe ? [] : overriding(filling.level);
}
