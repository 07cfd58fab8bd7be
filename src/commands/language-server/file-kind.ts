import { existsSync } from 'fs';
import { basename, dirname, join } from 'path';
import { isDockerfileName, isManifestName } from '../../tasks/audit/input';
import { SETTINGS_FILE } from '../../tasks/settings-file/read';

/** The sort of a file, by its name and its language in the editor. */
export type FileKind = 'dockerfile' | 'settings' | 'yaml' | 'other';

/** The language ids of plain YAML. Compose files and Helm templates have ids of their own. */
const YAML_LANGUAGES = ['yaml', 'json', 'jsonc', ''];

/** @param path undefined for a document that was not saved yet */
export function fileKind(path: string | undefined, languageId: string): FileKind {
  const name = path === undefined ? '' : basename(path);
  if (name === SETTINGS_FILE) {
    return 'settings';
  }
  if (languageId === 'dockerfile' || isDockerfileName(name)) {
    return 'dockerfile';
  }
  return YAML_LANGUAGES.includes(languageId) && (isManifestName(name) || languageId === 'yaml') ? 'yaml' : 'other';
}

const HELM_OBJECT = /\.(?:Values|Release|Chart|Capabilities|Files|Template)\b/;
const HELM_FUNCTION = /(?:include|template|tpl|if|else|end|range|with|define|block|toYaml|printf|default|required|lookup)\b/;
/** Template syntax that only Helm has. Argo workflows, for example, have braces with other names. */
const HELM = new RegExp(String.raw`\{\{-?\s*(?:\/\*|\$|${HELM_OBJECT.source}|${HELM_FUNCTION.source})`);

/** The place of Helm syntax in a text; undefined if there is none. Helm renders every file in the folder of templates of a chart. */
export function helmPlace(path: string | undefined, text: string): number | undefined {
  const braces = text.indexOf('{{');
  if (path !== undefined && isInTemplates(path)) {
    return Math.max(0, braces);
  }
  const found = braces < 0 ? -1 : text.search(HELM);
  return found < 0 ? undefined : found;
}

/** Whether a file is in the folder of templates of a chart. */
export function isInTemplates(path: string): boolean {
  for (let folder = dirname(path); dirname(folder) !== folder; folder = dirname(folder)) {
    if (isTemplateFolder(folder)) {
      return true;
    }
  }
  return false;
}

/** Whether Helm renders the files in a folder. */
export function isTemplateFolder(folder: string): boolean {
  return basename(folder) === 'templates' && existsSync(join(dirname(folder), 'Chart.yaml'));
}
