import { ofAmount } from '../causes';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { fillAmounts, hasAmounts, requestAndLimit, withoutAmount } from './resources';

export const memoryResources: PodControl = {
  id: 'memory-resources',
  title: 'A request and a limit for memory',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape and kube-score rate a missing request or limit high. It costs '
    + 'availability, and gives an attacker neither data nor rights.',
  failsHardenedKinds: true,
  why: 'A container that grows without a limit uses up the node\'s memory, and the kernel kills other containers.',
  remedy: 'write `memory` under `resources.requests` and `resources.limits`',
  remedyInCode: 'set `request` and `limit` of `resources.memory`',
  cause: ofAmount,
  spec: {
    rules: [{ fields: [ofStartedContainers('resources.{requests,limits}.memory')], allowed: 'any quantity above 0' }],
    notes: ['Only its author knows how much an application needs. `resources` of the settings '
      + 'file has the amounts for containers that do not set them.'],
  },
  admission: withoutAmount('memory'),
  reads: { fields: ['containers[*].resources'] },
  checks: always(requestAndLimit('memory')),
  isRequested: hasAmounts('memory'),
  fixesWindows: true,
  fix: fillAmounts('memory'),
};
