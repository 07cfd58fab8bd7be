import { checkKeeps } from './check-keeps';
import { checkClusterOptions } from './cluster/options';
import { ClusterInputs, ofCluster, readClusterInputs } from './cluster/read-content';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Io, log } from './io';
import { NamespacesOptions } from './namespaces/options';
import { RolloutFolder } from './namespaces/rollout-folder';
import { surveyInputs } from './namespaces/survey-inputs';
import { writeOutput } from './output';
import { readInputs } from './render/read-inputs';
import { targetRules } from './target-options';
import { InputError } from '../../formats/manifest/input-error';
import { isInput } from '../../tasks/audit/found-inputs';
import { Input } from '../../tasks/audit/input';
import { NAMESPACES_FORMATS } from '../../tasks/namespaces/formats';
import { settingsFileOfRun, settingsOf } from '../../tasks/settings-file/read';
import { overriding } from '../../tasks/settings-file/rules-by-file';

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
  const folder = outputDir === undefined ? undefined : new RolloutFolder(outputDir, options, target, io);
  const inputs = found.filter(isInput);
  checkKeeps('--output', [output], [...inputs.map(({ name }) => name), ...values, settingsFileOfRun(config)?.path], inputs);
  const { rollout, version, failures: unreadable } = surveyInputs(to, target, inputs, folder);
  const failures = [...found.filter((each): each is InputError => !isInput(each)).map(({ message }) => message), ...unreadable];
  if (rollout.namespaces.length === 0 && failures.length === 0) {
    throw new InputError('no namespace and no workload found: name the files of Deployments and other workloads');
  }
  if (failures.length === 0) {
    await folder?.write(rollout, version);
  }
  if (failures.length === 0 || output === undefined) {
    writeOutput(output, NAMESPACES_FORMATS[format](rollout), io);
  }
  [...cluster?.notes ?? [], ...failures].forEach((line) => log(io, line));
  return failures.length > 0 ? EXIT_CODES.error : EXIT_CODES.clean;
}
