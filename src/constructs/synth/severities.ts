import { IConstruct } from 'constructs';
import { findControl } from '../../policy/controls/catalog';
import { severityOf } from '../../policy/controls/severity';
import { Severities, SeverityOverride } from '../../policy/settings/choices';
import { defaultsFor, waiverRulesFor } from '../options/defaults';

const RANKS: readonly SeverityOverride[] = ['off', 'warning', 'error'];

/**
 * The severities of controls for an object. Severities from the scope that requires the controls, or from scopes around it, apply
 * unchanged. A scope between that scope and the object can only raise a severity.
 *
 * @param required the scope of the gate; undefined for a hardened workload's own gate, where the nearest scope decides
 * @returns undefined if no scope changes a severity
 */
export function severitiesFor(object: IConstruct, required: IConstruct | undefined): Severities | undefined {
  // A fast path: this runs for every object and gate, and most apps change no severity.
  if (!defaultsFor(object).controls) {
    return undefined;
  }
  let severities = overridesAt(required ?? object);
  const inner = required ? object.node.scopes.slice(required.node.scopes.length) : [];
  for (const scope of inner) {
    const { neverWaive } = waiverRulesFor(scope);
    const fixed = neverWaive.map((control) => [control, defaultSeverity(control)] as const);
    for (const [control, severity] of [...Object.entries(overridesAt(scope) ?? {}), ...fixed]) {
      if (RANKS.indexOf(severity) > RANKS.indexOf(severities?.[control] ?? defaultSeverity(control))) {
        severities = { ...severities, [control]: severity };
      }
    }
  }
  return severities;
}

function defaultSeverity(id: string): SeverityOverride {
  return severityOf(findControl(id)!);
}

/** The overrides that apply at a scope. Controls in `neverWaive` keep their severity. */
function overridesAt(scope: IConstruct): Severities | undefined {
  const { controls } = defaultsFor(scope);
  if (!controls) {
    return undefined;
  }
  const { neverWaive } = waiverRulesFor(scope);
  const entries = Object.entries(controls).filter(([control]) => !neverWaive.includes(control));
  return Object.fromEntries(entries.map(([control, { severity }]) => [control, severity as SeverityOverride]));
}
