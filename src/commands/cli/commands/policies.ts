import { Option } from 'commander';
import { LEVELS } from '../../../policy/settings/levels';
import { ACTIONS, TARGETS } from '../../../tasks/admission/targets';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand, collectOption } from '../command';
import { config } from '../common-options';
import { CASE_FORMATS, PolicyCaseOptions } from '../policies/case-options';
import type { PoliciesOptions } from '../policies/options';

const HELP = `
Examples:
  cdk8s-hardened policies --output policies.yaml
  set -o pipefail; cdk8s-hardened policies --action deny --waiver-file waivers.yaml | kubectl apply -f -
  cdk8s-hardened policies --target psa --label-namespace shop --action deny
  cdk8s-hardened policies test policy-tests

Begin with --action audit, which affects nobody: violations only go to the audit
log of the API server. Then use warn, then deny. The namespace kube-system is
always exempt. The comment at the start of the policies lists what they do not
check.

Exit codes:
  0  the policies are written
  2  an option, the settings file or the waiver file is invalid or cannot be
     read; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/admission.md
`;

const TEST_HELP = `
Examples:
  cdk8s-hardened policies test policy-tests
  cdk8s-hardened policies test policy-tests --admission-policies policies --format junit -o junit.xml

The folder has files with objects in the layout of the fixtures of Pod Security:
  FOLDER/pass/*.yaml             all policies accept the objects
  FOLDER/fail/*.yaml             a policy refuses each object
  FOLDER/POLICY/pass/*.yaml      the policy accepts the objects
  FOLDER/POLICY/fail/RULE0.yaml  the rule of the policy refuses each object

A Namespace in a file is the one of its objects. A file that no policy looks at fails.

Exit codes:
  0  all cases are as expected
  1  some are not
  2  there is no case, or a file cannot be read

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/own-policies.md#test-your-policies
`;

export const addPolicies: AddCommand = (program, { io, setExitCode }) => {
  const policies = program.command('policies')
    // Options behind the name of a command are its own.
    .enablePositionalOptions()
    .helpCommand(false);
  policies.command('test')
    .description('test policies of your team with objects that they must accept or refuse')
    .argument('<folder>', 'folder with the folders pass and fail')
    .option('--admission-policies <path>', 'ValidatingAdmissionPolicies of your team: a file or a folder; repeatable '
      + '(default: the policies of the settings file)', collectOption, [])
    .addOption(config(', for its admissionPolicies'))
    .addOption(new Option('--format <format>', 'format of the report').choices([...CASE_FORMATS]).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addHelpText('after', TEST_HELP)
    .action((folder: string, options: PolicyCaseOptions) => {
      const { runPolicyCases }: typeof import('../run-policy-cases') = require('../run-policy-cases');
      setExitCode(runPolicyCases(folder, options, io));
    });
  policies
    .description('write admission policies, so that a cluster accepts only objects that meet a profile')
    .optionsGroup('Controls:')
    .addOption(new Option('--profile <profile>', 'set of controls (default: the profile of the settings file, else pss-restricted)')
      .choices([...LEVELS]))
    .addOption(config(', for its profile, platform, oldest Kubernetes version of the clusters, severities and waivers'))
    .optionsGroup('Policies:')
    .addOption(new Option('--target <target>', 'how to enforce the policies: in the API server with '
      + 'ValidatingAdmissionPolicies, with Kyverno, or with labels for Pod Security').choices([...TARGETS])
      .default('vap'))
    .addOption(new Option('--action <action>', 'action of the cluster for an object with errors; '
      + 'warn and deny also write to the audit log').choices([...ACTIONS])
      .default('audit'))
    .addOption(new Option('--warning-action <action>', 'action for an object with only warnings (default: the '
      + 'same as --action, but warn instead of deny)').choices([...ACTIONS]))
    .option('--fill-in <control>', 'also fill in missing settings of pods for this control, with a mutating policy (Kubernetes 1.36 or '
      + 'Kyverno); "all" for every control that supports it; repeatable', collectOption, [])
    .option('--name <name>', 'name of the policy, and prefix for the names of all objects', 'cdk8s-hardened')
    .option(
      '--exempt-namespace <namespace>',
      'namespace that is exempt, in addition to kube-system; repeatable',
      collectOption,
      [],
    )
    .option('--label-namespace <namespace>', 'namespace to label, for --target psa; repeatable', collectOption, [])
    .option('--waiver-file <file>', 'waiver file, in addition to the waivers in the settings file')
    .optionsGroup('Output:')
    .option('-o, --output <file>', 'write the policies to a file')
    .addHelpText('after', HELP)
    .action((options: PoliciesOptions) => {
      const { runPolicies }: typeof import('../run-policies') = require('../run-policies');
      setExitCode(runPolicies(options, io));
    });
};
