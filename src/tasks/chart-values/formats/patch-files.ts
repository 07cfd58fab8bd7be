import { CommittedFolder, mergesIn, patchesIn } from './committed';
import { Deployment } from './deployment';
import { printDocuments } from './print';
import { JsonObject } from '../../../formats/manifest/json';
import { printDocument } from '../../../formats/yaml/edit/print-block';
import { Patch } from '../patches/patch';

export const PATCHES_FILE = 'patches.yaml';
export const HOOK_PATCHES_FILE = 'hook-patches.yaml';
export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/** The files with strategic merge patches. Patches of hooks have their own file, because Helm 3 does not pass hooks to a post-renderer. */
export function patchFiles({ patches, head }: Deployment): ReadonlyMap<string, string> {
  const files = [[PATCHES_FILE, mergesOf(patches, false)], [HOOK_PATCHES_FILE, mergesOf(patches, true)]] as const;
  return new Map(files.filter(([, merges]) => merges.length > 0).map(([file, merges]) => [file, printDocuments(head, merges)]));
}

/** The `patches` of a kustomization: references to patch files, or the patches themselves. */
export function kustomizationPatches(deployment: Deployment): readonly JsonObject[] {
  const { patches, folder } = deployment;
  const merges = folder === undefined ? patches.flatMap(({ merge }) => merge ? [{ patch: printDocument(merge) }] : [])
    : [...patchFiles(deployment).keys()].map((path) => ({ path }));
  return [...merges, ...patches.flatMap((patch) => patch.operations ? [targetedPatch(patch)] : [])];
}

/** A patch with its target. If the target is missing from the chart, kustomize ignores the patch, but `--check` reports it. */
export function targetedPatch({ target, merge, operations }: Patch): JsonObject {
  const { group, version, kind, name, namespace } = target;
  return {
    target: { ...group !== '' && { group }, version, kind, name, ...namespace !== undefined && { namespace } },
    patch: printDocument(merge ?? operations),
  };
}

/** The patches of a folder's kustomization. Without a kustomization, the patch files, which users may apply in another way. */
export function patchesInFolder(folder: CommittedFolder): readonly Patch[] {
  const [kustomization] = folder.documentsIn(KUSTOMIZATION_FILE);
  return kustomization ? patchesIn(kustomization.patches, folder)
    : [PATCHES_FILE, HOOK_PATCHES_FILE].flatMap((file) => mergesIn(folder.documentsIn(file)));
}

function mergesOf(patches: readonly Patch[], ofHooks: boolean): readonly JsonObject[] {
  return patches.filter(({ isHook }) => isHook === ofHooks).flatMap(({ merge }) => merge ? [merge] : []);
}
