import { layered, patchesIn } from './committed';
import { DeploymentFormat } from './deployment';
import { targetedPatch } from './patch-files';
import { printDocuments } from './print';
import { asArray, asObject } from '../../../formats/manifest/json';
import { Patch } from '../patches/patch';

/** Hooks bypass the post-renderers of Helm 3, and of Flux versions that behave like Helm 3. */
function remarks(patches: readonly Patch[]): readonly string[] {
  const titles = patches.filter(({ isHook }) => isHook).map(({ title }) => title);
  return titles.length === 0 ? [] : [
    'Flux patches hooks only with `postRenderStrategy: combined` or `separate`, which versions '
      + `before 2.9 do not have: ${titles.join(', ')} may stay as rendered.`,
  ];
}

/** A HelmRelease of Flux. */
export const flux: DeploymentFormat = {
  file: 'helm-release.yaml',
  text: ({ chart: { name, version }, release, namespace, values, patches, head }) => printDocuments(
    [...head, ...remarks(patches), 'Add the values to those that you have, and name your own source and interval.'],
    [{
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: release, namespace },
      spec: {
        interval: '1h',
        releaseName: release,
        chart: { spec: { chart: name, version, sourceRef: { kind: 'HelmRepository', name } } },
        values,
        ...patches.length > 0 && { postRenderers: [{ kustomize: { patches: patches.map(targetedPatch) } }] },
      },
    }],
  ),
  remarks: ({ patches }) => remarks(patches),
  read: ({ kind, spec }, folder) => {
    const { values, postRenderers } = asObject(spec);
    return kind !== 'HelmRelease' ? undefined : {
      values: layered([values], folder),
      patches: asArray(postRenderers).flatMap((each) => patchesIn(asObject(asObject(each).kustomize).patches, folder)),
    };
  },
};
