import { Outcome, SynthesizedObject } from './synthesized-object';
import { warningTexts } from '../reports/warnings';

/** Prints what does not fail a synthesis: to stderr, since stdout may be the YAML. */
export function printWarnings(kept: ReadonlyMap<object, unknown>): void {
  const warnings = [...kept].flatMap(([key, outcome]) => key instanceof SynthesizedObject
    ? (outcome as Outcome).findings.filter(({ fails, waiver }) => !fails && !waiver).map((finding) => key.reported(finding))
    : []);
  warningTexts(warnings).forEach((line) => process.stderr.write(`${line}\n`));
}
