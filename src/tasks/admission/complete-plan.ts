import { fillingControls } from './fill-ins';
import { PlannedPolicy, SYSTEM_NAMESPACE } from './plan';

/** The choices of a caller; the rest is optional. */
export interface PolicyChoices extends Omit<PlannedPolicy, 'warningAction'> {
  readonly warningAction?: PlannedPolicy['warningAction'];
}

/** Every control for which something can be filled in. */
const ALL = 'all';

/** The ids of controls that a choice of fill-ins names. */
export function namedFillIns({ fillIns }: Pick<PolicyChoices, 'fillIns'>): readonly string[] {
  return fillIns.filter((id) => id !== ALL);
}

/** The plan for these choices. By default, warnings do not deny. The system namespace is always exempt. */
export function completePlan(choices: PolicyChoices): PlannedPolicy {
  const { level, action, warningAction, exemptNamespaces, fillIns } = choices;
  return {
    ...choices,
    warningAction: warningAction ?? (action === 'deny' ? 'warn' : action),
    exemptNamespaces: [...new Set([SYSTEM_NAMESPACE, ...exemptNamespaces])],
    fillIns: fillIns.includes(ALL) ? fillingControls(level).map(({ id }) => id) : [...new Set(fillIns)],
  };
}
