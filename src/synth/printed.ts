import * as fs from 'fs';
import * as path from 'path';
import { Yaml } from 'cdk8s';
import { SynthSession, throwProblems } from './session';
import { SynthesizedObject } from './synthesized-object';

/**
 * Whether cdk8s printed its own text for an object that needs another one.
 *
 * @throws naming each object that kubectl would read differently
 */
export function checkPrintedText(synthesis: SynthSession, text: string): string {
  // One that is not there at all was left out, by a subclass of Chart for example.
  const misprinted = withText(synthesis).filter((object) => text.includes(Yaml.stringify(object.evaluate().manifest)));
  throwProblems(misprinted.map(({ owner }) => `[${owner.node.path}] kubectl would read its YAML differently, and the way in which it was printed `
    + 'cannot be changed: return the objects of super.toJson() from Chart.toJson(), and not copies'));
  return text;
}

/** The same for the files in a directory. */
export function checkPrintedFiles(synthesis: SynthSession, directory: string): void {
  if (withText(synthesis).length > 0) {
    const files = fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    checkPrintedText(synthesis, files.map(({ parentPath, name }) => fs.readFileSync(path.join(parentPath, name), 'utf8')).join('\n'));
  }
}

function withText(synthesis: SynthSession): readonly SynthesizedObject[] {
  return synthesis.keptBy((key) => key instanceof SynthesizedObject).filter((object) => object.evaluate().text !== undefined);
}
