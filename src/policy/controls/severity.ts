import { Severity } from './check';
import { Control, isPodControl } from './control';
import { mainRisk, Risk } from './risk';

/**
 * The default severity of a finding, which follows from its risk. A violation of the Pod Security Standards is always an error: a report
 * without errors is a promise about the API server, see docs/adr/0003-exact-pod-security.md.
 */
export function severityOf(control: Control, risk: Risk = mainRisk(control.risk)): Severity {
  if (control.severity) {
    return control.severity;
  }
  return isOfStandard(control) || (risk !== 'medium' && risk !== 'low') ? 'error' : 'warning';
}

function isOfStandard(control: Control): boolean {
  return isPodControl(control) && control.level !== 'hardened';
}
