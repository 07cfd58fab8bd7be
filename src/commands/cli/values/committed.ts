import { existsSync } from 'fs';
import { textIn } from './files';
import { InputError, withPlace } from '../../../formats/manifest/input-error';
import { isInside } from '../../../formats/manifest/is-inside';
import { isObject, isSameJson, JsonObject } from '../../../formats/manifest/json';
import { realPath } from '../../../formats/manifest/real-path';
import { joined } from '../../../formats/manifest/slashed';
import { readDocuments } from '../../../formats/yaml/documents';
import { readDocument } from '../../../formats/yaml/read-document';
import { readWritten } from '../../../formats/yaml/single-document';
import { YamlError } from '../../../formats/yaml/yaml-error';
import { mergedValues } from '../../../tasks/chart-values/chart/chart';
import { CommittedChart } from '../../../tasks/chart-values/check';
import { FORM_FILES } from '../../../tasks/chart-values/formats';
import { CommittedFolder, CommittedForm } from '../../../tasks/chart-values/formats/committed';
import { VALUES_FILE } from '../../../tasks/chart-values/formats/values';
import { leftIn, patchedIn } from '../../../tasks/chart-values/report/head';
import { ownValues } from '../../../tasks/chart-values/report/own-values';

/** A file of a folder that deploys a chart, with its content. */
export interface CommittedFile extends CommittedChart {
  readonly file: string;
}

/**
 * The different contents of the files in a folder. Several files have the values, and one of them may have been changed alone.
 *
 * @param onRemark called with a remark on each part of a file that cannot be compared
 * @throws InputError naming a file that cannot be read
 */
export function committedIn(
  folder: string, release: string, userValues: JsonObject, onRemark: (line: string) => void,
): readonly CommittedFile[] {
  const own = textIn(folder, VALUES_FILE);
  const found: CommittedFile[] = [];
  const remarks = new Set<string>();
  const inFolder = folderOf(folder, release, (line) => remarks.add(`${folder}: ${line}`));
  const contentOf = ({ values, patches }: CommittedForm) => [mergedValues(userValues, values), patches];
  for (const [name, read] of FORM_FILES) {
    const file = joined(folder, name);
    const text = textIn(folder, name);
    if (text === undefined) {
      continue;
    }
    const documents = inFolder.documentsIn(name);
    const [form] = withYaml(file, () => (documents.length > 0 ? documents : [{}]).flatMap((content) => read(content, inFolder) ?? []));
    if (form && !found.some((each) => isSameJson(contentOf(each), contentOf(form)))) {
      const written = own === undefined ? undefined : readWritten(joined(folder, VALUES_FILE), Buffer.from(own), () => ownValues(own));
      found.push({ file, ...form, left: leftIn(text), ownPatches: patchedIn(text), ownValues: written });
    }
  }
  remarks.forEach(onRemark);
  return found;
}

function folderOf(folder: string, release: string, onRemark: CommittedFolder['onRemark']): CommittedFolder {
  const read = (text: string) => [...readDocuments([Buffer.from(text)])].map(readDocument);
  return {
    release,
    onRemark,
    documentsOf: read,
    documentsIn: (file) => {
      const path = joined(folder, file);
      const isIn = existsSync(path) && isInside(realPath(folder), realPath(path));
      return isIn ? withYaml(path, () => read(withPlace(path, () => textIn(folder, file)!)).filter(isObject)) : [];
    },
  };
}

function withYaml<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof YamlError ? new InputError(`${path}:${error.line}:${error.column}: ${error.message}`) : error;
  }
}
