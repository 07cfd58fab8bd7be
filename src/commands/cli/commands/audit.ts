import { Option } from 'commander';
import { LEVELS } from '../../../policy/settings/levels';
import { WAIVER_MODES } from '../../../policy/waivers/modes';
import { DETAILS, GROUP_BY } from '../../../tasks/reports/audit';
import { FAIL_ON } from '../../../tasks/reports/fail-on';
import { FORMAT_NAMES } from '../../../tasks/reports/formats/names';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { STANDARD_NAMES } from '../../../tasks/reports/standard-names';
import type { AuditCommandOptions } from '../audit/options';
import { namespacesOf, Repeated, withClusterOptions } from '../cluster/options';
import { AddCommand, collectOption, waitForInput } from '../command';
import { allowEmpty, config, kubernetesVersion, platform } from '../common-options';
import { namespacesOption, withRenderOptions } from '../render/options';

const HELP = `
Examples:
  cdk8s-hardened audit dist Dockerfile
  cdk8s-hardened audit ./chart -f prod.yaml --set image.tag=2 --release web -n shop
  cdk8s-hardened audit . --changed-since origin/main --format github
  cdk8s-hardened audit --cluster --context prod -n shop -n payments

Exit codes:
  0  no findings at or above --fail-on
  1  findings
  2  an input, an option, the settings file, the waiver file or the baseline is
     invalid or cannot be read; a chart or a kustomization does not render; or
     there is nothing to evaluate; or something in the cluster cannot be read
  130  interrupted, 143 if by SIGTERM; no file was written

Controls: ${HOME_PAGE}/blob/main/docs/reference/controls.md
Waivers:  ${HOME_PAGE}/blob/main/docs/how-to/waivers.md
`;

export const addAudit: AddCommand = (program, { io, version, setExitCode }) => {
  const command = program.command('audit')
    .description('check manifests, charts, Dockerfiles and clusters')
    .argument('[path...]', 'files, folders, charts, kustomizations, or - for YAML or JSON on standard input')
    .optionsGroup('Controls:')
    .addOption(new Option('--profile <profile>', 'set of controls to check (default: hardened)').choices([...LEVELS]))
    .addOption(kubernetesVersion())
    .addOption(platform())
    .addOption(config('', '; options override it'))
    .option('--only <control>', 'evaluate only this control; repeatable', collectOption, [])
    .option('--admission-policies <path>', 'ValidatingAdmissionPolicies of your team: a file or a folder; repeatable', collectOption, [])
    .option('--lock <file>', 'lock file: find images that differ from it or are not in it')
    .optionsGroup('Files:')
    .option('--exclude-files <glob>', 'leave out the files that match; repeatable', collectOption, [])
    .option('--changed-since <revision>', 'audit only files that the current branch changed since this git revision, and find '
      + 'problems that the changes cause in other files')
    .addOption(allowEmpty());
  withClusterOptions(command);
  withRenderOptions(command, namespacesOption())
    .option('--no-render', 'do not render charts and kustomizations: read their files as plain manifests')
    .optionsGroup('Report:')
    .addOption(new Option('--format <format>', 'format of the report').choices([...FORMAT_NAMES]).default('text'))
    .option('-o, --output <file>', 'write the report to a file; the file is not changed if the audit exits with 2')
    .option('--report <format=file>', 'write another report, such as sarif=out.sarif; repeatable', collectOption, [])
    .addOption(new Option('--group-by <what>', 'how to group findings in the text').choices([...GROUP_BY]).default('workload'))
    .addOption(new Option('--detail <amount>', 'findings in the text: only tables by control and by workload (summary); errors, and '
      + 'findings at or above --fail-on (failing); these and the risks critical, high, refused and broken, at most 100, or all findings '
      + 'if there are at most 20 (urgent); every finding (all), which also adds waived findings to SARIF')
      .choices([...DETAILS]).default('urgent'))
    .addOption(new Option('--standard <name>', 'list the items of a standard (passed or failed) instead of findings: NSA/CISA Kubernetes '
      + 'Hardening Guide, CIS Kubernetes Benchmark, or Pod Security Standards').choices(STANDARD_NAMES))
    .option('--verbose', 'list parts that were not evaluated, such as skipped files, and the commands that read a cluster')
    .optionsGroup('Exit code:')
    .addOption(new Option('--fail-on <level>', 'exit with 1 for findings at or above this severity or risk, and for refused and broken '
      + 'objects; never: do not exit with 1 (default: error)').choices([...FAIL_ON]))
    .optionsGroup('Baseline and waivers:')
    .option('--baseline <file>', 'file that lists known findings: only new ones fail')
    .option('--waiver-file <file>', 'waiver file: its waivers replace the waivers on objects, and its limits apply to all')
    .addOption(new Option('--waivers <mode>', 'which waivers on objects to use: inline uses annotations and comments, except in rendered '
      + 'charts (default without --waiver-file); all uses all of them; none also ignores waiver files')
      .choices(WAIVER_MODES.filter((mode) => mode !== 'file')))
    .addHelpText('after', HELP)
    .action(async (paths: string[], { namespace, ...options }: Repeated<Omit<AuditCommandOptions, 'paths' | 'version'>>) => {
      const { runAudit }: typeof import('../run-audit') = require('../run-audit');
      await waitForInput(paths, io);
      setExitCode(await runAudit({ ...options, ...namespacesOf(namespace), paths, version }, io));
    });
};
