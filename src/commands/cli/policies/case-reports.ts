import { CASE_FORMATS } from './case-options';
import { PolicyCase } from '../../../tasks/policy-files/policy-cases';
import { JUNIT_END, JUNIT_START, junitSuite, xmlText } from '../../../tasks/reports/formats/junit';
import { printable } from '../../../tasks/reports/printable';
import { countText } from '../../../tasks/reports/text';

export function isFailedCase({ problems }: PolicyCase): boolean {
  return problems.length > 0;
}

function linesOf({ file, problems, refusals }: PolicyCase): readonly string[] {
  const said = problems.length > 0 ? problems : refusals;
  return [`${problems.length > 0 ? 'failed' : 'ok    '} ${file}`, ...said.map((each) => `       ${each}`)];
}

function asText(cases: readonly PolicyCase[]): string {
  const count = `${countText(cases.length, 'case')}, ${cases.filter(isFailedCase).length} failed`;
  return [...cases.flatMap(linesOf), count].map((line) => `${printable(line)}\n`).join('');
}

/** A suite with a test for each case. */
function asJunit(cases: readonly PolicyCase[]): string {
  const tests = cases.map((each) => {
    const { file, expected, problems, refusals } = each;
    const failure = `<failure message="${xmlText(problems[0] ?? '')}">${xmlText(problems.join('\n'))}</failure>`;
    const content = problems.length > 0 ? failure : `<system-out>${xmlText(refusals.join('\n'))}</system-out>`;
    return `<testcase classname="${expected}" name="${xmlText(file)}" file="${xmlText(file)}" time="0">${content}</testcase>`;
  });
  return JUNIT_START + junitSuite({ file: 'policies', cases: tests, failures: cases.filter(isFailedCase).length, skipped: 0 }) + JUNIT_END;
}

/** Reports of `policies test` by their formats. */
export const CASE_REPORTS: Readonly<Record<typeof CASE_FORMATS[number], (cases: readonly PolicyCase[]) => string>> = {
  text: asText,
  junit: asJunit,
};
