import { DeploymentFormat } from './deployment';
import { patchesInFolder } from './patch-files';
import { headText } from './print';

export const VALUES_FILE = 'values.yaml';

/** A values file for Helm. */
export const values: DeploymentFormat = {
  file: VALUES_FILE,
  text: ({ head, valuesText }) => `${headText(head)}${valuesText}`,
  read: (content, folder) => ({ values: content, patches: patchesInFolder(folder) }),
};
