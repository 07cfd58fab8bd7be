import { ofAmount } from '../causes';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { fillAmounts, hasAmounts, requestAndLimit, withoutAmount } from './resources';

export const memoryResources: PodControl = {
  id: 'memory-resources',
  title: 'A request and a limit for memory',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape and kube-score rate a missing request or limit high. It is a risk to availability, but gives an attacker neither '
    + 'data nor permissions.',
  failsHardenedKinds: true,
  why: 'A container without a limit can use up the node\'s memory, so that the kernel kills other containers.',
  remedy: 'write `memory` under `resources.requests` and `resources.limits`',
  remedyInCode: 'set `request` and `limit` of `resources.memory`',
  cause: ofAmount,
  spec: {
    rules: [{ fields: [ofStartedContainers('resources.{requests,limits}.memory')], allowed: 'any quantity above 0' }],
    notes: ['Only the author of an application knows how much it needs. `resources` in the settings file sets the amounts for containers '
      + 'without them.'],
  },
  admission: withoutAmount('memory'),
  reads: { fields: ['containers[*].resources'] },
  checks: always(requestAndLimit('memory')),
  isRequested: hasAmounts('memory'),
  fixesWindows: true,
  fix: fillAmounts('memory'),
};
