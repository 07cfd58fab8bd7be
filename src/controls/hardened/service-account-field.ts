/*
 * The service account stands in one field.
 *
 * Restricted fields: spec.serviceAccount
 * Allowed values:    undefined, "", or what spec.serviceAccountName says
 *
 * The field is deprecated. The API server reads it only where serviceAccountName is empty.
 */
import { asString } from '../../manifest/json';
import { always, at, NONE, PodControl } from '../control';

export const serviceAccountField: PodControl = {
  id: 'service-account-field',
  title: 'No deprecated serviceAccount field',
  level: 'hardened',
  severity: 'warning',
  why: 'Beside another `serviceAccountName` the deprecated field counts for nothing, so the pod may run with rights that a reader does not expect.',
  remedy: 'write `serviceAccountName` alone',
  checks: always((pod) => {
    const account = asString(pod.json.serviceAccount);
    return account && account !== pod.json.serviceAccountName ? [at(pod, ['serviceAccount'])] : NONE;
  }),
};
