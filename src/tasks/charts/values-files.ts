import { rm, writeFile } from 'fs/promises';
import { join } from 'path';
import { NamedFile } from '../../formats/files/named-file';
import { temporaryFolder } from '../../formats/files/temporary-folder';
import { JsonObject } from '../../formats/manifest/json';

/** Runs work with temporary values files for Helm, one for each object or text. */
export async function withValuesFiles<T>(
  values: readonly (JsonObject | string)[], work: (files: readonly NamedFile[]) => Promise<T>,
): Promise<T> {
  if (values.length === 0) {
    return work([]);
  }
  const folder = temporaryFolder('values');
  try {
    const files = values.map((_, index) => ({ path: join(folder, `values-${index}.yaml`) }));
    await Promise.all(values.map((each, index) => writeFile(files[index].path, typeof each === 'string' ? each : JSON.stringify(each))));
    return await work(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
