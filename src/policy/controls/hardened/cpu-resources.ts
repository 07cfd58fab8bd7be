import { ofAmount } from '../causes';
import { always, PodControl } from '../control';
import { ofStartedContainers } from '../specification';
import { fillAmounts, hasAmounts, requestAndLimit, withoutAmount } from './resources';

export const cpuResources: PodControl = {
  id: 'cpu-resources',
  title: 'A request and a limit for CPU',
  level: 'hardened',
  risk: 'low',
  riskNote: 'Kubescape and kube-score rate a missing request or limit high. It is a risk to availability, but gives an attacker neither '
    + 'data nor permissions.',
  failsHardenedKinds: true,
  why: 'A container without a CPU limit, for example one that an attacker uses to mine coins, can starve the other pods of the node.',
  remedy: 'write `cpu` under `resources.requests` and `resources.limits`',
  remedyInCode: 'set `request` and `limit` of `resources.cpu`',
  cause: ofAmount,
  spec: {
    rules: [{ fields: [ofStartedContainers('resources.{requests,limits}.cpu')], allowed: 'any quantity above 0' }],
    notes: ['Only the author of an application knows how much it needs. `resources` in the settings file sets the amounts for containers '
      + 'without them.'],
  },
  admission: withoutAmount('cpu'),
  reads: { fields: ['containers[*].resources'] },
  checks: always(requestAndLimit('cpu')),
  isRequested: hasAmounts('cpu'),
  fixesWindows: true,
  fix: fillAmounts('cpu'),
};
