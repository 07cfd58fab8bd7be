import { asString } from '../../../formats/manifest/json';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const serviceAccountExists: PodControl<['serviceAccounts']> = {
  facts: ['serviceAccounts'],
  id: 'service-account-exists',
  title: 'A ServiceAccount that exists',
  level: 'hardened',
  risk: 'low',
  why: 'A pod does not start without its ServiceAccount. Another user who creates an account with that name chooses the permissions of the '
    + 'pod.',
  remedy: 'add the ServiceAccount, with `automountServiceAccountToken: false`, or correct the name; waive the finding if the account is '
    + 'created elsewhere',
  remedyInCode: {
    hardened: 'create it with `new HardenedServiceAccount(chart, \'account\')`, and set `serviceAccount`; waive the finding if the account '
      + 'is created elsewhere',
    plain: 'create a `ServiceAccount`, and set `serviceAccount`; waive the finding if the account is created elsewhere',
  },
  spec: {
    rules: [{
      fields: ['spec.serviceAccountName'],
      allowed: 'a ServiceAccount in the same namespace, in the same app or audit; default, "", undefined',
    }],
    notes: ['An object without a namespace matches every namespace, because `kubectl apply --namespace` chooses it.'],
  },
  admission: { because: 'the API server already refuses a pod without its ServiceAccount' },
  reads: { needs: ['spec.serviceAccountName'] },
  checks: always((pod, { facts: { serviceAccounts } }) => {
    const name = asString(pod.json.serviceAccountName);
    return !serviceAccounts || !name || name === 'default' || serviceAccounts.canExist(name)
      ? undefined : at(pod, ['serviceAccountName'], 'this ServiceAccount is not in the same app or audit');
  }),
};
