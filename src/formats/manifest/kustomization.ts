import { basename } from 'path';
import { asString, JsonObject } from './json';

/** The names of the file that kustomize looks for in a folder. */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a file makes its folder a kustomization. */
export function isKustomizationFile(path: string): boolean {
  return KUSTOMIZATION_NAMES.includes(basename(path));
}

const GROUP = 'kustomize.config.k8s.io';

/**
 * The content of a kustomization file with the `apiVersion` and `kind` that kustomize fills in:
 * https://github.com/kubernetes-sigs/kustomize/blob/api/v0.20.1/api/types/kustomization.go (FixKustomizationPostUnmarshalling)
 */
export function typedKustomization(content: JsonObject): JsonObject {
  const kind = asString(content.kind) || 'Kustomization';
  const apiVersion = asString(content.apiVersion) || `${GROUP}/${kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  return kind === content.kind && apiVersion === content.apiVersion ? content : { ...content, apiVersion, kind };
}
