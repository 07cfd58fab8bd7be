import { FailOn, isFailing, isOpen } from './fail-on';
import { Finding } from './finding';
import { findControl } from '../../policy/controls/catalog';
import { isObjectControl } from '../../policy/controls/control';

/** The findings that make a run fail. */
export interface Failing {
  readonly failOn: FailOn;
  /** Whether pods that no control can check make it fail, too. Default: false. */
  readonly failOnUnevaluated?: boolean;
}

/** Whether a finding makes a run fail. */
export function failsRun(finding: Finding, { failOn, failOnUnevaluated = false }: Failing): boolean {
  return isOpen(finding) && (isFailing(finding, failOn) || (failOnUnevaluated && isUnevaluated(finding)));
}

function isUnevaluated({ control: id }: Finding): boolean {
  const control = findControl(id);
  return control !== undefined && isObjectControl(control) && control.isUnevaluated === true;
}
