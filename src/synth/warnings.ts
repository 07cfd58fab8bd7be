import { Outcome, SynthesizedObject } from './synthesized-object';
import { warningTexts } from '../reports/warnings';

/** Prints findings that do not fail the synthesis, to stderr because stdout may be the YAML. */
export function printWarnings(kept: ReadonlyMap<object, unknown>): void {
  const warnings = [...kept].flatMap(([key, outcome]) => key instanceof SynthesizedObject
    ? (outcome as Outcome).findings.filter(({ fails, waiver }) => !fails && !waiver).map((finding) => key.reported(finding))
    : []);
  warningTexts(warnings).forEach((line) => process.stderr.write(`${line}\n`));
}
