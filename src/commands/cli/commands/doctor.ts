import { Option } from 'commander';
import { HOME_PAGE } from '../../../tasks/reports/home-page';
import { AddCommand } from '../command';
import type { DoctorOptions } from '../run-doctor';

const HELP = `
Examples:
  cdk8s-hardened doctor deployment/web -n shop
  cdk8s-hardened doctor -n shop
  kubectl apply -f dist 2> errors.txt || cdk8s-hardened doctor - < errors.txt

It only reads from the cluster: it runs "kubectl get" for the workload, its
ReplicaSets or Jobs, pods, NetworkPolicies and events, and "kubectl logs" for up
to 50 pods, those with a problem first, but never for Secrets. The report lists
these commands, and the commands that kubectl is not allowed to run. It does not
print values that look like secrets, nor the values of Secrets on standard
input.

On standard input it reads JSON: pods, workloads, NetworkPolicies, events, lists
of them, or the Status of a refused request. A pod can have a field "logs" with
the log of each container by its name, as text or a list of lines. In text, it
reads the errors and warnings of kubectl apply.

--format json prints { schemaVersion, findings, healthy, starting, commands,
failures }: a finding for each cause, with its subject, container, workload,
cause ("unknown" too), title, why, evidence, do, typescript, yaml, settings and
notes, where there are any. "toComplete" has the texts in which a placeholder
such as UID stands for a value that the evidence does not name.

Exit codes:
  0  nothing is wrong
  1  something is wrong: its causes are printed, or "unknown" if nothing shows
     the cause
  2  the input is invalid, kubectl is not installed or can read nothing, or its
     error is not about a workload

Causes: ${HOME_PAGE}/blob/main/docs/troubleshooting.md
`;

export const addDoctor: AddCommand = (program, { io, setExitCode }) => {
  program.command('doctor')
    .description('find out why a workload does not start, and show the fix')
    .argument('[target]', 'KIND/NAME, such as deployment/web, which kubectl reads; or - for JSON on standard input (default: all pods of '
      + 'the namespace)')
    .option('-n, --namespace <namespace>', 'namespace (default: the namespace of the kubectl context)')
    .option('--context <context>', 'kubectl context (default: the current one)')
    .option('--lock <file>', 'lock file with more facts about images, such as their working directory')
    .addOption(new Option('--format <format>', 'format of the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', HELP)
    .action((target: string | undefined, options: Omit<DoctorOptions, 'target'>) => {
      const { runDoctor }: typeof import('../run-doctor') = require('../run-doctor');
      setExitCode(runDoctor({ ...options, target }, io));
    });
};
