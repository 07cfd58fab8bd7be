import { asString } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const serviceAccountExists: PodControl<['serviceAccounts']> = {
  facts: ['serviceAccounts'],
  id: 'service-account-exists',
  title: 'A ServiceAccount that exists',
  level: 'hardened',
  risk: 'low',
  why: 'Without its ServiceAccount, no pod starts. If someone else creates one with that name, they choose the rights of the pod.',
  remedy: 'write the ServiceAccount beside the workload, with `automountServiceAccountToken: '
    + 'false`, or correct the name; waive it for one that others create',
  remedyInCode: {
    hardened: 'create it, as `new HardenedServiceAccount(chart, \'account\')`, and set '
      + '`serviceAccount`; waive it for one that others create',
    plain: 'create a `ServiceAccount`, and set `serviceAccount`; waive it for one that others create',
  },
  spec: {
    rules: [{
      fields: ['spec.serviceAccountName'],
      allowed: 'a ServiceAccount in the same namespace, in the same app or audit; default, "", undefined',
    }],
    notes: ['An object without a namespace counts as one in any namespace, since `kubectl apply --namespace` decides.'],
  },
  admission: { because: 'the API server refuses a pod without its ServiceAccount by itself' },
  reads: { needs: ['spec.serviceAccountName'] },
  checks: always((pod, { facts: { serviceAccounts } }) => {
    const name = asString(pod.json.serviceAccountName);
    return !serviceAccounts || !name || name === 'default' || serviceAccounts.canExist(name)
      ? undefined : at(pod, ['serviceAccountName'], 'no such ServiceAccount is in the same app or audit');
  }),
};
