import { Outcome, SynthesizedObject } from './synthesized-object';
import { Verdict } from './verdicts';
import { warningTexts } from '../reports/text';

/** Prints what does not fail a synthesis: to stderr, since stdout may be the YAML. */
export function printWarnings(kept: ReadonlyMap<object, unknown>): void {
  const warnings = [...kept].flatMap(([key, outcome]) => key instanceof SynthesizedObject
    ? (outcome as Outcome).verdicts.filter(isWarning).map((finding) => ({ finding, owner: key.owner.node.path }))
    : []);
  warningTexts(warnings).forEach((line) => process.stderr.write(`${line}\n`));
}

function isWarning({ fails, waiver }: Verdict): boolean {
  return !fails && !waiver;
}
