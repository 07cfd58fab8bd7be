import { DeploymentFormat } from './deployment';
import { headText } from './print';

export const VALUES_FILE = 'values.yaml';

/** A values file for Helm. */
export const values: DeploymentFormat = {
  file: VALUES_FILE,
  text: ({ head, valuesText }) => `${headText(head)}${valuesText}`,
};
