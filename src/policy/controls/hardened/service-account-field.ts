import { asString } from '../../../formats/manifest/json';
import { SPEC } from '../cel';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const serviceAccountField: PodControl = {
  id: 'service-account-field',
  title: 'No deprecated serviceAccount field',
  level: 'hardened',
  risk: 'low',
  why: 'The deprecated field is ignored if `serviceAccountName` has another value, so the pod may run with permissions that a reader does '
    + 'not expect.',
  remedy: 'write only `serviceAccountName`',
  spec: {
    rules: [{ fields: ['spec.serviceAccount'], allowed: 'undefined, "", or the value of spec.serviceAccountName' }],
  },
  admission: [{
    each: 'pod',
    violates: `${SPEC}.?serviceAccount.orValue('') != '' && ${SPEC}.serviceAccount != ${SPEC}.?serviceAccountName.orValue('')`,
    value: `${SPEC}.serviceAccount`,
  }],
  reads: { needs: ['spec.serviceAccount'], fields: ['spec.serviceAccountName'] },
  checks: always((pod) => {
    const account = asString(pod.json.serviceAccount);
    return account && account !== pod.json.serviceAccountName ? at(pod, ['serviceAccount']) : undefined;
  }),
};
