import { checkKeeps } from './check-keeps';
import { EXIT_CODES, ExitCode } from './exit-code';
import { Io, log } from './io';
import { isManifest } from './is-manifest';
import { NetworkOptions } from './network/options';
import { propose } from './network/proposal';
import { writeOutput } from './output';
import { readableInputs } from './render/read-inputs';
import { firstOf } from '../../formats/manifest/first-of';
import { InputError } from '../../formats/manifest/input-error';
import { didYouMean } from '../../formats/manifest/nearest';
import { ClusterObjects } from '../../policy/network/cluster-objects';
import { Input, STDIN } from '../../tasks/audit/input';
import { learnNetwork } from '../../tasks/audit/network';
import { resultOf } from '../../tasks/audit/steps';
import { NETWORK_FORMATS } from '../../tasks/network-map/formats';
import { isDrawable, MAX_DRAWN } from '../../tasks/network-map/formats/svg';
import { NetworkMap, networkMap, ofWorkloads } from '../../tasks/network-map/network-map';
import { countText } from '../../tasks/reports/text';
import { settingsFileOfRun, settingsOf } from '../../tasks/settings-file/read';

/** The maximum number of workloads that an error names. */
const MOST_NAMES = 8;

/**
 * Shows the allowed connections between the workloads that the options select.
 *
 * @throws InputError as `networkSteps`
 */
export async function runNetwork(options: NetworkOptions, io: Io): Promise<ExitCode> {
  if (options.paths.length === 0) {
    throw new InputError('nothing to show: name files, folders or charts, or - for standard input');
  }
  return resultOf(networkSteps(options, await readableInputs(options, io), io));
}

/**
 * Shows the allowed connections between workloads.
 *
 * @throws InputError if an input cannot be read, has no workload, or is too large for a picture
 */
function* networkSteps(options: NetworkOptions, found: readonly Input[], io: Io): Generator<void, ExitCode> {
  const { format, output, namespace, config, values } = options;
  const { isExcluded } = settingsOf(config);
  const objects = new ClusterObjects();
  const inputs = inputsFor(found, isExcluded, io);
  checkKeeps('--output', [output], [...inputs.map(({ name }) => name), ...values, settingsFileOfRun(config)?.path], found);
  for (const input of inputs) {
    yield* learnNetwork(objects, input, namespace);
  }
  if (options.propose) {
    propose(objects, options, io);
    return EXIT_CODES.clean;
  }
  const map = selected(networkMap(objects), options);
  if (format === 'svg' && !isDrawable(map)) {
    throw new InputError(`a picture of more than ${MAX_DRAWN.nodes} workloads or ${MAX_DRAWN.connections} connections cannot be read: `
      + 'name fewer files, limit it by --workload NAME, or write --format table or json');
  }
  const text = NETWORK_FORMATS[format](map);
  writeOutput(output, text, io);
  return EXIT_CODES.clean;
}

function inputsFor(found: readonly Input[], isExcluded: (file: string) => boolean, io: Io): readonly Input[] {
  const manifests = found.filter(isManifest);
  const inputs = manifests.filter(({ name }) => name === STDIN || !isExcluded(name));
  if (inputs.length < manifests.length) {
    log(io, `skipped ${countText(manifests.length - inputs.length, 'file')} that the settings file excludes`);
  }
  return inputs;
}

function selected(map: NetworkMap, { workload: names }: NetworkOptions): NetworkMap {
  const known = map.nodes.filter(({ kind }) => kind === 'workload').map(({ title }) => title);
  if (known.length === 0) {
    throw new InputError('no workload found: name the files of Deployments, other workloads and their NetworkPolicies');
  }
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) {
    throw new InputError(`--workload ${JSON.stringify(missing)} does not match a workload: `
      + `${didYouMean(missing, known, `use one of ${firstOf([...new Set(known)], MOST_NAMES)}`)}`);
  }
  return names.length > 0 ? ofWorkloads(map, names) : map;
}
