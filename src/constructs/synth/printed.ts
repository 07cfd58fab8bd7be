import * as fs from 'fs';
import * as path from 'path';
import { Yaml } from 'cdk8s';
import { SynthSession } from './session';
import { outputFinding, SynthesizedObject } from './synthesized-object';
import { emittedYaml } from '../../policy/controls/output/emitted-yaml';

/**
 * Checks that cdk8s printed our text for each object that needs one.
 *
 * @throws naming each object that kubectl would read differently
 */
export function checkPrintedText(session: SynthSession, text: string): string {
  // An object whose text is missing was left out, for example by a subclass of Chart.
  const misprinted = withText(session).filter((object) => text.includes(Yaml.stringify(object.evaluate().manifest)));
  session.fail(misprinted.map((object) => object.reported({
    ...outputFinding(emittedYaml, 'kubectl would read its YAML differently, because cdk8s printed a copy of it'),
    remedy: 'return the objects of super.toJson() from Chart.toJson(), not copies',
  })));
  return text;
}

/** Like `checkPrintedText`, for the files in a directory. */
export function checkPrintedFiles(session: SynthSession, directory: string): void {
  if (withText(session).length > 0) {
    const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    checkPrintedText(session, files.map(({ parentPath, name }) => fs.readFileSync(path.join(parentPath, name), 'utf8')).join('\n'));
  }
}

function withText(session: SynthSession): readonly SynthesizedObject[] {
  return session.keptBy((key) => key instanceof SynthesizedObject).filter((object) => object.evaluate().text !== undefined);
}
