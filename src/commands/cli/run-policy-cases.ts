import { EXIT_CODES, ExitCode } from './exit-code';
import { Io } from './io';
import { writeOutput } from './output';
import { PolicyCaseOptions } from './policies/case-options';
import { CASE_REPORTS, isFailedCase } from './policies/case-reports';
import { policyCases } from '../../tasks/policy-files/policy-cases';
import { ownPoliciesOf } from '../../tasks/settings-file/own-policies';
import { settingsOf } from '../../tasks/settings-file/read';

/**
 * Tests the policies of a team with the objects of a folder.
 *
 * @throws InputError for a folder without cases, and for policies and files that cannot be read
 */
export function runPolicyCases(folder: string, options: PolicyCaseOptions, io: Io): ExitCode {
  const cases = policyCases(folder, ownPoliciesOf(settingsOf(options.config), options));
  writeOutput(options.output, CASE_REPORTS[options.format](cases), io);
  return cases.some(isFailedCase) ? EXIT_CODES.findings : EXIT_CODES.clean;
}
