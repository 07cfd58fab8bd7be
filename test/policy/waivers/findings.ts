import { CATALOG } from '../../../src/policy/controls/catalog';
import { mainRisk } from '../../../src/policy/controls/risk';
import { severityOf } from '../../../src/policy/controls/severity';
import { EvaluatedFinding } from '../../../src/policy/engine/finding';
import { Waiver } from '../../../src/policy/settings/waiver';
import { WaivedObjects } from '../../../src/policy/waivers/ledger';

export const REASON = 'the vendor needs it';

/** A finding of a control, on the object itself by default. */
export function finding(id: string, fields: Partial<EvaluatedFinding> = {}): EvaluatedFinding {
  const control = CATALOG.find((candidate) => candidate.id === id)!;
  return { control, risk: mainRisk(control.risk), severity: severityOf(control), path: ['spec'], value: undefined, remedy: control.remedy, ...fields };
}

export function waiver(control: string, fields: Partial<Waiver> = {}): Waiver {
  return { control, reason: REASON, ...fields };
}

/** Objects of which controls are required. Their containers have one letter. */
export function objects(isRequired: (id: string) => boolean = () => true): WaivedObjects {
  return { isRequired, containers: () => ({ containers: new Set('abc'), initContainers: new Set('abc'), ephemeralContainers: new Set('abc') }) };
}
