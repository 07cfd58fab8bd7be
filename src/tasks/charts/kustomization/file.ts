import { existsSync } from 'fs';
import { readConfinedFile } from '../../../formats/files/confined-file';
import { InputError } from '../../../formats/manifest/input-error';
import { asObject, JsonObject } from '../../../formats/manifest/json';
import { KUSTOMIZATION_NAMES } from '../../../formats/manifest/kustomization';
import { joined } from '../../../formats/manifest/slashed';
import { readWritten } from '../../../formats/yaml/single-document';

/** Whether kustomize reads a text as content instead of a file name. Content has a line break. */
export function isInline(text: string): boolean {
  return text.includes('\n');
}

/** @throws InputError if the file is outside of the root, or is not one YAML document */
export function readKustomization(file: string, root: string): JsonObject {
  const bytes = readConfinedFile(file, root);
  return readWritten(file, bytes, ({ value }) => asObject(value));
}

/** @throws InputError always, for a kustomization that is not rendered */
export function refuse(place: string, why: string): never {
  throw new InputError(`${place}: ${why}`);
}

export function kustomizationFiles(folder: string): readonly string[] {
  return KUSTOMIZATION_NAMES.map((name) => joined(folder, name)).filter((path) => existsSync(path));
}

/** @throws InputError if a folder has no kustomization file, or several */
export function kustomizationFile(folder: string): string {
  const [file, other] = kustomizationFiles(folder);
  if (file === undefined) {
    throw new InputError(`${folder}: has no kustomization.yaml: write one, or name its files`);
  }
  return other === undefined ? file : refuse(file, `kustomize reads either it or ${other}: remove one`);
}
