import { Cause } from '../../cause';

export const serviceAccountMissing: Cause = {
  id: 'service-account-missing',
  title: 'the service account does not exist',
  why: 'The controller cannot create pods until the account is there, in the same namespace.',
  signs: [
    { in: 'refusal', text: /error looking up service account (?:(?<namespace>[^/\s]+)\/)?(?<account>[^:\s]+)/ },
    { in: 'cluster', text: /failed to fetch token: serviceaccounts "(?<account>[^"]+)" not found/, weight: 92 },
  ],
  fix: ({ facts }) => ({
    do: `create it: \`kubectl create serviceaccount ${facts.account}${facts.namespace ? ` -n ${facts.namespace}` : ''}\`, or correct its name`,
    typescript: 'serviceAccount: ServiceAccount.fromServiceAccountName(chart, \'account\', \'default\'),   // or new ServiceAccount(chart, \'account\')',
    yaml: 'serviceAccountName: default',
  }),
  example: { source: 'refusal', text: 'pods "x" is forbidden: error looking up service account fail/nope: serviceaccount "nope" not found' },
};
