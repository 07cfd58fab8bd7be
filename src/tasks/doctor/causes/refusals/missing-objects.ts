import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause } from '../../cause';
import { namespaceOption } from '../../evidence';

/** References to objects that do not exist. */
export const MISSING_OBJECTS: readonly CatalogedCause[] = [
  {
    id: 'service-account-missing',
    title: 'the service account does not exist',
    why: 'The controller cannot create pods until the account is there, in the same namespace.',
    signs: [
      { in: 'refusal', text: /error looking up service account (?:(?<namespace>[^/\s]+)\/)?(?<account>[^:\s]+)/ },
      { in: 'cluster', text: /failed to fetch token: serviceaccounts "(?<account>[^"]+)" not found/, weight: 92 },
    ],
    fix: ({ facts }) => ({
      do: 'create it: `kubectl create serviceaccount '
        + `${facts.account}${namespaceOption(facts.namespace)}\`, or correct its name`,
      typescript: 'serviceAccount: ServiceAccount.fromServiceAccountName(chart, \'account\', '
        + '\'default\'),   // or new ServiceAccount(chart, \'account\')',
      yaml: 'serviceAccountName: default',
    }),
    example: {
      source: 'refusal',
      text: 'pods "x" is forbidden: error looking up service account fail/nope: serviceaccount "nope" not found',
    },
  },
  {
    id: 'class-missing',
    title: 'the RuntimeClass or PriorityClass does not exist',
    why: 'The administrators of a cluster create these classes, so they differ between clusters.',
    signs: [{ in: 'refusal', text: /RuntimeClass "(?<runtime>[^"]+)" not found|no PriorityClass with name (?<priority>\S+) was found/ }],
    fix: ({ facts }) => ({
      do: `remove ${facts.runtime ? 'runtimeClassName' : 'priorityClassName'}, or use one of \`kubectl `
        + `get ${facts.runtime ? 'runtimeclasses' : 'priorityclasses'}\``,
      yaml: `# without ${facts.runtime ? `runtimeClassName: ${facts.runtime}` : `priorityClassName: ${facts.priority}`}`,
    }),
    example: { source: 'refusal', text: 'pods "x" is forbidden: pod rejected: RuntimeClass "gvisor-none" not found' },
  },
  {
    id: 'namespace-missing',
    title: 'the namespace does not exist, or is being deleted',
    why: 'Nothing can be created in it.',
    signs: [{
      in: 'refusal',
      text: alternatives([
        /namespaces "(?<namespace>[^"]+)" not found/, // namespaces "shop" not found
        // unable to create new content in namespace shop because it is being terminated
        /unable to create new content in namespace (?<ending>\S+) because it is being terminated/,
      ]),
    }],
    fix: ({ facts }) => ({
      do: facts.ending
        ? 'wait until the namespace is deleted, and create it again'
        : `create it: \`kubectl create namespace ${facts.namespace}\``,
    }),
    example: { source: 'refusal', text: 'namespaces "shop" not found' },
  },
];
