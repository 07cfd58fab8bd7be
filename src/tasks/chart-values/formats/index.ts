import { argoCd } from './argo-cd';
import { CommittedFolder, CommittedForm } from './committed';
import { Deployment, DeploymentFormat } from './deployment';
import { flux } from './flux';
import { helmfile } from './helmfile';
import { kustomization, kustomize } from './kustomize';
import { ValuesFormat } from './names';
import { kustomizationPatches, KUSTOMIZATION_FILE, patchFiles } from './patch-files';
import { printDocuments } from './print';
import { values } from './values';
import { JsonObject } from '../../../formats/manifest/json';

const FORMATS: { readonly [name in ValuesFormat]: DeploymentFormat } = { values, kustomize, flux, 'argo-cd': argoCd, helmfile };

/** The form itself, for standard output. */
export function formText(format: ValuesFormat, deployment: Deployment): string {
  return FORMATS[format].text(deployment);
}

/** A note about a form for the user. */
export function formRemarks(format: ValuesFormat, deployment: Deployment): readonly string[] {
  return FORMATS[format].remarks?.(deployment) ?? [];
}

/** All files of a folder, by their names: the values, the patches, and the form. */
export function folderFiles(format: ValuesFormat, deployment: Deployment): ReadonlyMap<string, string> {
  const { file, text } = FORMATS[format];
  const hasPatches = deployment.patches.length > 0;
  return new Map([
    [values.file, values.text(deployment)],
    ...patchFiles(deployment),
    ...hasPatches ? [[KUSTOMIZATION_FILE, kustomizationText(format, deployment)] as const] : [],
    [file, text(deployment)],
  ]);
}

/** The files of forms that a folder may have, with readers of their content. */
export const FORM_FILES: ReadonlyMap<string, (content: JsonObject, folder: CommittedFolder) => CommittedForm | undefined> =
  new Map(Object.values(FORMATS).map(({ file, read }) => [file, read]));

/** The format of a form, by the name of its file. */
export const FORMAT_OF: ReadonlyMap<string, ValuesFormat> =
  new Map(Object.entries(FORMATS).map(([name, { file }]) => [file, name as ValuesFormat]));

/** Applies the patches to the chart itself for Argo CD, otherwise to Helm's output in the folder. */
function kustomizationText(format: ValuesFormat, deployment: Deployment): string {
  return printDocuments(deployment.head, [format === 'argo-cd' ? kustomization(deployment) : {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['rendered.yaml'],
    patches: kustomizationPatches(deployment),
  }]);
}
