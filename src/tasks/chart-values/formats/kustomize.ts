import { basename, dirname, relative, resolve } from 'path';
import { Deployment, DeploymentFormat } from './deployment';
import { kustomizationPatches, KUSTOMIZATION_FILE } from './patch-files';
import { printDocuments } from './print';
import { JsonObject } from '../../../formats/manifest/json';

/** A kustomization that renders the chart: `kustomize build --enable-helm`. */
export const kustomize: DeploymentFormat = {
  file: KUSTOMIZATION_FILE,
  text: (deployment) => printDocuments(deployment.head, [kustomization(deployment)]),
};

export function kustomization(deployment: Deployment): JsonObject {
  const { chart: { path, version }, release, namespace, values, userFiles, folder } = deployment;
  const from = folder ?? '.';
  const patches = kustomizationPatches(deployment);
  const files = [...userFiles.map((file) => relative(from, file)), ...folder !== undefined ? ['values.yaml'] : []];
  const [valuesFile, ...additionalValuesFiles] = files;
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    helmGlobals: { chartHome: relative(from, dirname(resolve(path))) || '.' },
    helmCharts: [{
      name: basename(resolve(path)),
      version,
      releaseName: release,
      namespace,
      ...valuesFile !== undefined && { valuesFile },
      ...additionalValuesFiles.length > 0 && { additionalValuesFiles },
      ...folder === undefined && { valuesInline: values },
    }],
    ...patches.length > 0 && { patches },
  };
}
