import { checkKeeps } from './check-keeps';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Io, log } from './io';
import { writeOutput } from './output';
import { plannedPolicy, PoliciesOptions } from './policies/options';
import { orInputError } from '../../formats/manifest/input-error';
import { formatVersion } from '../../formats/manifest/version';
import { printDocument } from '../../formats/yaml/edit/print-block';
import { PlannedPolicy } from '../../tasks/admission/plan';
import { policiesFor } from '../../tasks/admission/policies';
import { leftText } from '../../tasks/admission/waivers';
import { printable } from '../../tasks/reports/printable';
import { countText } from '../../tasks/reports/text';
import { ownPolicyObjects, withoutOwnControls } from '../../tasks/settings-file/own-policies';
import { settingsFileOfRun, settingsOf } from '../../tasks/settings-file/read';

/**
 * Prints the policies of a profile, or writes them into a file. Their comment and standard error list the controls that they do not cover.
 *
 * @throws InputError with the problem
 */
export function runPolicies(options: PoliciesOptions, io: Io): ExitCode {
  const { config, waiverFile, output } = options;
  checkKeeps('--output', [output], [settingsFileOfRun(config)?.path, waiverFile]);
  const planned = plannedPolicy(options);
  const own = ownPolicyObjects(settingsOf(config), planned.waivers);
  const isWithOwn = options.target === 'vap' && own.objects.length > 0;
  const plan = isWithOwn ? { ...planned, waivers: withoutOwnControls(planned.waivers) } : planned;
  const { objects, leftControls, leftWaivers } = orInputError(() => policiesFor(plan, options.target, options.labelNamespace));
  const isLeft = own.objects.length > 0 && !isWithOwn;
  const leftOwn = isLeft ? ['the policies of your team, which are only for --target vap'] : own.left.map(leftText);
  const shown = [...objects, ...isWithOwn ? own.objects : []];
  const text = [head(plan, options, [...leftControls, ...leftWaivers, ...leftOwn]), ...shown.map(printDocument)].join('---\n');
  writeOutput(output, text, io);
  [...leftWaivers, ...leftOwn].forEach((line) => log(io, line));
  if (leftControls.length > 0) {
    log(io, `the policies lack ${countText(leftControls.length, 'control')} of the profile `
      + `${plan.level}: the comment at their start lists them with the reasons`);
  }
  return EXIT_CODES.clean;
}

function head({ level, version, action }: PlannedPolicy, { target }: PoliciesOptions, left: readonly string[]): string {
  return [
    `Written by \`cdk8s-hardened policies --target ${target}\`: the profile ${level}, `
      + `for Kubernetes ${formatVersion(version)}, action ${action}.`,
    ...left.length > 0 ? ['Not in here:', ...left.map((line) => `  ${line}`)] : [],
  ].map((line) => `# ${printable(line)}\n`).join('');
}
