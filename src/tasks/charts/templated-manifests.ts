import { dirname } from 'path';
import { FoundInputs } from './found';
import { readConfinedFile } from '../../formats/files/confined-file';
import { repositoryRoot } from '../../formats/files/repository-root';
import { isHelmfile } from '../../formats/manifest/deployed-sources';
import { firstOf } from '../../formats/manifest/first-of';
import { Note } from '../audit/note';
import { FileMatcher } from '../settings-file/file-matcher';

/** A template of a YAML or JSON file, for helmfile, Jinja, ERB, envsubst and others, by its name. */
const TEMPLATE = /\.(?:ya?ml|json)\.(?:gotmpl|tmpl|tpl|template|j2|jinja2?|erb|mustache|hbs|in|envsubst)$/i;
/** A key that every object has. */
const OBJECT = /^\s*(?:- +)?["']?apiVersion["']?\s*:/m;
/** The maximum number of templates that a note names. */
const MOST_NAMES = 5;

/** Whether a file that is not read may be a template of manifests, by its name. */
export function isManifestTemplate(path: string): boolean {
  return TEMPLATE.test(path);
}

/**
 * A note on templates of manifests outside of charts, which only their own program can render. Undefined if there are none.
 *
 * @param templates in folders
 */
export function templatedManifestsNote(
  templates: readonly string[], { roleOf }: Pick<FoundInputs, 'roleOf'>, isExcluded: FileMatcher,
): Note | undefined {
  const found = templates.filter((name) => !isExcluded(name) && roleOf(name) === undefined && hasManifest(name));
  const text = found.length === 1
    ? 'is a template and was not evaluated: name the rendered file'
    : 'are templates and were not evaluated: name the rendered files';
  return found.length === 0 ? undefined
    : { count: found.length, noun: 'template', suffix: 'of manifests', text: `${firstOf(found, MOST_NAMES)}: ${text}` };
}

/** Whether a template is a helmfile or has an object, or cannot be read. */
function hasManifest(name: string): boolean {
  if (isHelmfile(name)) {
    return true;
  }
  try {
    return OBJECT.test(readConfinedFile(name, repositoryRoot(dirname(name))).toString());
  } catch {
    return true;
  }
}
