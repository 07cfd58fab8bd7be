import { basename, dirname, relative, resolve } from 'path';
import { layered } from './committed';
import { clusterFields, Deployment, DeploymentFormat } from './deployment';
import { kustomizationPatches, KUSTOMIZATION_FILE, patchesInFolder } from './patch-files';
import { printDocuments } from './print';
import { InputError } from '../../../formats/manifest/input-error';
import { asArray, asObject, JsonObject } from '../../../formats/manifest/json';
import { slashed } from '../../../formats/manifest/slashed';

/** A kustomization that renders the chart: `kustomize build --enable-helm`. */
export const kustomize: DeploymentFormat = {
  file: KUSTOMIZATION_FILE,
  text: (deployment) => {
    if (deployment.folder === undefined && deployment.userFiles.length > 1) {
      throw new InputError('--format kustomize: the values in a kustomization override only the first of several values '
        + 'files: name a folder with --output-dir, which gets one file of all of them');
    }
    return printDocuments(
      [...deployment.head, `Build it with \`kustomize build ${buildOptions(deployment)}\`.`],
      [kustomization(deployment)],
    );
  },
  read: (content, folder) => {
    const [chart] = asArray(content.helmCharts).map(asObject).filter(({ releaseName }) => releaseName === folder.release);
    return chart && {
      values: layered([chart.valuesFile, chart.valuesInline, ...asArray(chart.additionalValuesFiles)], folder),
      patches: patchesInFolder(folder),
    };
  },
};

/** The options of kustomize to render the chart. */
export function buildOptions({ userFiles, folder, chart: { path } }: Deployment): string {
  const from = folder ?? '.';
  // Without a values file, kustomize reads the values file of the chart.
  const read = folder === undefined && userFiles.length === 0 ? [path] : userFiles;
  return `--enable-helm${read.some((file) => relative(from, file).startsWith('..')) ? ' --load-restrictor LoadRestrictionsNone' : ''}`;
}

export function kustomization(deployment: Deployment): JsonObject {
  const { chart: { path, version }, release, namespace, values, userFiles, folder, cluster, skipTests } = deployment;
  const from = folder ?? '.';
  const patches = kustomizationPatches(deployment);
  const files = [...userFiles.map((file) => slashed(relative(from, file))), ...folder !== undefined ? ['values.yaml'] : []];
  const [valuesFile, ...additionalValuesFiles] = files;
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    helmGlobals: { chartHome: slashed(relative(from, dirname(resolve(path)))) || '.' },
    helmCharts: [{
      name: basename(resolve(path)),
      version,
      releaseName: release,
      namespace,
      // As Helm and Argo CD do. A later version of the chart may have custom resource definitions even if this version has none.
      includeCRDs: true,
      ...skipTests && { skipTests },
      ...clusterFields(cluster),
      ...valuesFile !== undefined && { valuesFile },
      ...additionalValuesFiles.length > 0 && { additionalValuesFiles },
      ...folder === undefined && { valuesInline: values },
    }],
    ...patches.length > 0 && { patches },
  };
}
