import { DeploymentFormat } from './deployment';
import { headText } from './print';

/** A values file for Helm. */
export const values: DeploymentFormat = {
  file: 'values.yaml',
  text: ({ head, valuesText }) => `${headText(head)}${valuesText}`,
};
