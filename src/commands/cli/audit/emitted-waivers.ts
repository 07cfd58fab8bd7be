import { mkdirSync } from 'fs';
import { isAbsolute, relative } from 'path';
import { refuseLinkedTarget } from '../../../formats/files/linked-target';
import { withPlace } from '../../../formats/manifest/input-error';
import { asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { joined, slashed } from '../../../formats/manifest/slashed';
import { EvaluatedFinding } from '../../../policy/engine/finding';
import { acceptanceOf } from '../../../policy/waivers/dialects/acceptance';
import { AcceptedSubject, leftTexts } from '../../../policy/waivers/dialects/file-dialect';
import { FILE_DIALECTS } from '../../../policy/waivers/dialects/files';
import { DOCKERFILE } from '../../../policy/waivers/target';
import { STDIN } from '../../../tasks/audit/input';
import { Output } from '../output';

/** The used waivers, as exception files for scanners. */
export class EmittedWaivers {
  /** Objects without waivers count too, since a scanner may have one exception for a whole file. */
  private readonly subjects: AcceptedSubject[] = [];

  /**
   * @param folder in which the files are written
   * @throws InputError if the folder is reached through a link
   */
  constructor(private readonly folder: string) {
    refuseLinkedTarget(folder);
  }

  /**
   * Takes the findings in an object or a Dockerfile, waived or not.
   *
   * @param object undefined for a Dockerfile
   * @param everything the findings of all controls, also outside of the profile
   */
  public add(
    file: string, object: JsonObject | undefined, findings: readonly EvaluatedFinding[], everything: readonly EvaluatedFinding[],
  ): void {
    const acceptance = acceptanceOf(findings, everything);
    if (acceptance.accepted.length + acceptance.open.length === 0) {
      return;
    }
    const { name, namespace } = asObject(object?.metadata);
    this.subjects.push({
      ...acceptance,
      path: pathFrom(file),
      apiVersion: asString(object?.apiVersion) ?? '',
      kind: object ? asString(object.kind) ?? '' : DOCKERFILE,
      namespace: asString(namespace),
      name: object ? asString(name) ?? '' : file,
    });
  }

  /**
   * Writes all files, or none.
   *
   * @returns remarks on waivers that cannot be expressed
   */
  public write(): readonly string[] {
    const rendered = FILE_DIALECTS.map((dialect) => ({ dialect, ...dialect.render(this.subjects) }));
    withPlace(this.folder, () => mkdirSync(this.folder, { recursive: true }));
    const outputs: Output[] = [];
    try {
      for (const { dialect: { file }, text } of rendered) {
        const output = new Output({ path: joined(this.folder, file) }, () => {});
        outputs.push(output);
        output.write(text);
      }
      outputs.forEach((output) => output.finish());
    } finally {
      outputs.forEach((output) => output.close());
    }
    return rendered.flatMap(({ dialect, left }) => leftTexts(dialect, left));
  }
}

function pathFrom(file: string): string | undefined {
  const path = slashed(relative('.', file));
  return file === STDIN || isAbsolute(path) || path.startsWith('../') ? undefined : path;
}
