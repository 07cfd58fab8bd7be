import { ofAmount } from '../causes';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { fillAmounts, hasAmounts, requestAndLimit, withoutAmount } from './resources';

export const cpuResources: PodControl = {
  id: 'cpu-resources',
  title: 'A request and a limit for CPU',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape and kube-score rate a missing request or limit high. It costs '
    + 'availability, and gives an attacker neither data nor rights.',
  failsHardenedKinds: true,
  why: 'A container that computes without a limit, such as one hijacked to mine coins, starves the other pods of the node.',
  remedy: 'write `cpu` under `resources.requests` and `resources.limits`',
  remedyInCode: 'set `request` and `limit` of `resources.cpu`',
  cause: ofAmount,
  spec: {
    rules: [{ fields: [ofStartedContainers('resources.{requests,limits}.cpu')], allowed: 'any quantity above 0' }],
    notes: ['Only its author knows how much an application needs. `resources` of the settings '
      + 'file has the amounts for containers that do not set them.'],
  },
  admission: withoutAmount('cpu'),
  reads: { fields: ['containers[*].resources'] },
  checks: always(requestAndLimit('cpu')),
  isRequested: hasAmounts('cpu'),
  fixesWindows: true,
  fix: fillAmounts('cpu'),
};
