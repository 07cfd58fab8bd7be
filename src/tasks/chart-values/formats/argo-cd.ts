import { layered } from './committed';
import { Deployment, DeploymentFormat } from './deployment';
import { buildOptions } from './kustomize';
import { printDocuments } from './print';
import { InputError } from '../../../formats/manifest/input-error';
import { asObject, JsonObject } from '../../../formats/manifest/json';

const YOUR_REPOSITORY = 'https://example.com/replace-me';

/** An Application of Argo CD, which has no patches of its own: with patches, it builds a folder whose kustomization renders the chart. */
export const argoCd: DeploymentFormat = {
  file: 'application.yaml',
  text: (deployment) => {
    const { patches, head, release, namespace } = deployment;
    const isPatched = patches.length > 0;
    return printDocuments(
      [...head, ...isPatched
        ? [`Set your repository, and \`kustomize.buildOptions: ${buildOptions(deployment)}\` in the ConfigMap argocd-cm.`]
        : ['Set the repository of the chart. valuesObject replaces `values`: add those that you have.']],
      [{
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: release, namespace: 'argocd' },
        spec: {
          project: 'default',
          destination: { server: 'https://kubernetes.default.svc', namespace },
          source: isPatched ? folderSource(deployment) : chartSource(deployment),
        },
      }],
    );
  },
  read: ({ spec }, folder) => {
    const { valuesObject, values } = asObject(asObject(asObject(spec).source).helm);
    const layer = valuesObject ?? (typeof values === 'string' ? folder.documentsOf(values)[0] : undefined);
    return layer === undefined ? undefined : { values: layered([layer], folder), patches: [] };
  },
};

function chartSource({ chart: { name, version }, release, values }: Deployment): JsonObject {
  return { repoURL: YOUR_REPOSITORY, chart: name, targetRevision: version, helm: { releaseName: release, valuesObject: values } };
}

function folderSource({ folder, set, chart: { path, isPacked } }: Deployment): JsonObject {
  if (set.length > 0) {
    throw new InputError('--format argo-cd: the kustomization with the patches does not '
      + 'support --set: write these values to a file, and pass it with -f');
  }
  if (isPacked) {
    throw new InputError('--format argo-cd: the kustomization with the patches needs the folder of the '
      + `chart, since kustomize finds no archive: unpack ${path}`);
  }
  if (folder === undefined) {
    throw new InputError('--format argo-cd: Argo CD has no patches for charts, so the Application '
      + 'builds a folder with a kustomization: name it with --output-dir');
  }
  return { repoURL: YOUR_REPOSITORY, path: folder, targetRevision: 'HEAD' };
}
