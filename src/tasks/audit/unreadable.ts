import { InputError } from '../../formats/manifest/input-error';
import { isTemplate } from '../../formats/manifest/partial-object';
import { YamlError } from '../../formats/yaml/yaml-error';

const RENDER = 'it is a template: name the folder of its chart, pass the rendered manifests, or exclude the file';

/** Advice if the text is a template. */
export function unreadableTemplate(text: string): string | undefined {
  return isTemplate(text) ? RENDER : undefined;
}

/**
 * The error for a file that cannot be read.
 *
 * @param text the text of the file or document, if known
 */
export function unreadable(name: string, { line, column, message }: YamlError, text = ''): InputError {
  const hint = unreadableTemplate(text);
  return new InputError(`${name}:${line}:${column}: ${message}${hint === undefined ? '' : `; ${hint}`}`);
}
