import { checkKeeps } from './check-keeps';
import { checkClusterOptions } from './cluster/options';
import { ClusterInputs, ofCluster, readClusterInputs } from './cluster/read-content';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Io, log } from './io';
import { isManifest } from './is-manifest';
import { NamespacesOptions } from './namespaces/options';
import { RolloutFolder } from './namespaces/rollout-folder';
import { writeOutput } from './output';
import { readInputs } from './render/read-inputs';
import { targetRules } from './target-options';
import { InputError } from '../../formats/manifest/input-error';
import { formatVersion } from '../../formats/manifest/version';
import { evaluationOf } from '../../tasks/audit/evaluation';
import { InputFacts } from '../../tasks/audit/facts';
import { isInput } from '../../tasks/audit/found-inputs';
import { Input, STDIN } from '../../tasks/audit/input';
import { Plans } from '../../tasks/audit/plans';
import { resultOf } from '../../tasks/audit/steps';
import { NAMESPACES_FORMATS } from '../../tasks/namespaces/formats';
import { NamespaceSurvey } from '../../tasks/namespaces/survey';
import { settingsFileOfRun, settingsOf } from '../../tasks/settings-file/read';
import { overriding, RulesByFile } from '../../tasks/settings-file/rules-by-file';

/** Exemptions are in the configuration of the API server, which its API does not show. */
const NOTES = [
  'Exemptions of the API server (AdmissionConfiguration) cannot be read. A namespace without labels has the defaults of the server, which '
    + 'are usually privileged.',
  'Templates are evaluated. Sidecars and other changes that a webhook makes to pods only are not in them.',
];

/**
 * Shows which namespaces can enforce a level of Pod Security.
 *
 * @throws InputError if an option is wrong, or there is no workload
 */
export async function runNamespaces(options: NamespacesOptions, io: Io): Promise<ExitCode> {
  checkClusterOptions(options);
  if (options.paths.length === 0 && !options.cluster) {
    throw new InputError('nothing to show: name files, folders or charts, - for standard input, or --cluster');
  }
  const cluster = options.cluster ? readClusterInputs(options, io) : undefined;
  try {
    return await surveyed(options, cluster?.inputs ?? await readInputs(options, io), io, cluster);
  } finally {
    cluster?.close();
  }
}

async function surveyed(
  options: NamespacesOptions, found: readonly (Input | InputError)[], io: Io, cluster?: ClusterInputs,
): Promise<ExitCode> {
  const { to, format, output, outputDir, config, values } = options;
  const settings = settingsOf(config);
  const target = overriding(cluster ? ofCluster(settings, cluster) : settings, targetRules({ ...options, profile: `pss-${to}` }));
  const rules = new RulesByFile(target).general;
  const evaluation = evaluationOf({ profile: 'pss-restricted', kubernetesVersion: rules.kubernetesVersion, platform: rules.platform });
  const plans = new Plans(target, new Date(), new InputFacts());
  const folder = outputDir === undefined ? undefined : new RolloutFolder(outputDir, options, target, io);
  const survey = new NamespaceSurvey(to, evaluation, plans, folder);
  const inputs = found.filter(isInput);
  checkKeeps('--output', [output], [...inputs.map(({ name }) => name), ...values, settingsFileOfRun(config)?.path], inputs);
  const isTaken = ({ name }: Input) => name === STDIN || !settings.isExcluded(name);
  const read = inputs.filter((input) => isManifest(input) && !input.isContext && isTaken(input));
  const failures = found.filter((each): each is InputError => !isInput(each)).map(({ message }) => message);
  for (const input of read) {
    try {
      resultOf(survey.add(input));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      failures.push(error.message);
    }
  }
  const { namespaces } = survey;
  if (namespaces.length === 0 && failures.length === 0) {
    throw new InputError('no namespace and no workload found: name the files of Deployments and other workloads');
  }
  const version = `v${formatVersion(evaluation.profile.version)}`;
  const rollout = { to, version, namespaces, notes: NOTES };
  if (failures.length === 0) {
    await folder?.write(rollout, evaluation.profile.version);
  }
  if (failures.length === 0 || output === undefined) {
    writeOutput(output, NAMESPACES_FORMATS[format](rollout), io);
  }
  [...cluster?.notes ?? [], ...failures].forEach((line) => log(io, line));
  return failures.length > 0 ? EXIT_CODES.error : EXIT_CODES.clean;
}
