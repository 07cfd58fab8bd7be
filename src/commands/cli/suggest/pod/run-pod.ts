import { CUSTOM_PROFILES, debugOutput, newDebugName, readPod } from './debug-container';
import { podSuggestion, writtenMounts } from './pod-observation';
import { refusalOf } from './refusal';
import { runningContainer, RunningContainer } from './running-container';
import { readScan, Refused, Scan } from './scan';
import { isDnsLabel, isDnsSubdomain } from '../../../../formats/manifest/dns-label';
import { InputError } from '../../../../formats/manifest/input-error';
import { installedKubectl } from '../../../../tasks/cluster/kubectl';
import { currentContext, PlacedKubectl } from '../../../../tasks/cluster/placed-kubectl';
import { countText } from '../../../../tasks/reports/text';
import { EXIT_CODES, ExitCode } from '../../exit-code';
import { Io, log } from '../../io';
import { AccountIds } from '../accounts';
import type { WatchPodOptions } from '../options';
import { PodPlace, suggestionJson, SuggestionReport, suggestionText } from '../report';
import { milliseconds } from '../request';
import { textOfIds, workloadIds } from '../run-as';

/**
 * Adds a debug container to a pod, which watches what a container writes, and prints the paths that its hardened workload must declare.
 *
 * @throws InputError if an option is invalid, nobody agrees, or the files of the container cannot be read
 */
export async function runOnPod(options: WatchPodOptions, io: Io): Promise<ExitCode> {
  const { namespace, pod, image } = podRequest(options);
  const duration = milliseconds(options.for);
  const kubectl = io.kubectl ?? installedKubectl({ ...io.env, ...CUSTOM_PROFILES });
  const context = options.context ?? currentContext(kubectl);
  const placed = new PlacedKubectl(kubectl, { context, namespace });
  const target = runningContainer(readPod(placed, pod), options.container);
  const ids = givenIds(options.user) ?? target.ids ?? unknownIds(namespace, pod, target.name);
  const name = newDebugName();
  await agreed(options, io, [
    `adds the container "${name}" with the image ${image} to the pod ${namespace}/${pod} of the `
      + `${context === undefined ? 'current context' : `context "${context}"`}: `
      + `it runs as ${textOfIds(ids)} without capabilities, and reads the files of "${target.name}" for ${options.for}`,
    'an ephemeral container cannot be removed: it ends by itself, and is listed until the pod is deleted',
  ]);
  const output = await debugOutput(placed, name, { ...target, pod, image, container: target.name, ids, milliseconds: duration });
  const scan = scanOf(output, target);
  const report = reportOf(scan, target, ids, duration, { context, namespace, pod, container: target.name });
  io.stdout.write(options.format === 'json' ? suggestionJson(report) : suggestionText(report));
  return EXIT_CODES.clean;
}

/** Options of runs in podman or docker, with their values when they are absent. */
const OF_IMAGES = ['runtime', 'until', 'probe', 'skipVerification', 'writeKnowledge', 'save', 'lock'] as const;

function podRequest(options: WatchPodOptions): { readonly namespace: string; readonly pod: string; readonly image: string } {
  const { pod: text, image, command, env, runOption, debugImage } = options;
  const [namespace, pod, ...others] = text.split('/');
  if (!isDnsLabel(namespace) || !isDnsSubdomain(pod ?? '') || others.length > 0) {
    throw new InputError(`--pod ${JSON.stringify(text)} does not have the form NAMESPACE/POD: write a pod such as shop/web-5d4f9`);
  }
  const other = OF_IMAGES.find((name) => options[name] !== undefined);
  if (other !== undefined || image !== undefined || command.length + env.length + runOption.length > 0) {
    throw new InputError('--pod watches a pod that is already running: remove the image, the command and the options for running an image; '
      + 'use only --container, --context, --debug-image, --user, --for, --yes and --format');
  }
  if (debugImage === undefined) {
    throw new InputError('--pod needs --debug-image, an image with the BusyBox tools that the nodes can pull, '
      + 'such as --debug-image registry.example.com/busybox:1.37');
  }
  return { namespace, pod, image: debugImage };
}

function givenIds(user: string | undefined): AccountIds | undefined {
  if (user === undefined) {
    return undefined;
  }
  const [, uid, gid] = /^(\d{1,10}):(\d{1,10})$/.exec(user) ?? [];
  if (uid === undefined) {
    throw new InputError(`--user ${user} is not UID:GID: write the numbers that \`id\` prints in the container, such as 10001:10001`);
  }
  return { uid: Number(uid), gid: Number(gid) };
}

function unknownIds(namespace: string, pod: string, container: string): never {
  throw new InputError(`the pod does not name the user and group of "${container}": write --user UID:GID, with the numbers that `
    + `\`kubectl exec -n ${namespace} ${pod} -c ${container} -- id\` prints`);
}

/** @throws InputError unless the user agrees */
async function agreed({ yes }: WatchPodOptions, io: Io, lines: readonly string[]): Promise<void> {
  lines.forEach((line) => log(io, line));
  if (yes) {
    return;
  }
  const terminal = io.openTerminal?.();
  if (terminal === undefined) {
    throw new InputError('without a terminal, --pod cannot ask you for confirmation: add --yes; nothing was added');
  }
  try {
    const answer = (await terminal.ask('Add it? (y/N) ')).trim().toLowerCase();
    if (answer !== 'y' && answer !== 'yes') {
      throw new InputError('nothing was added');
    }
  } finally {
    terminal.close();
  }
}

function scanOf(output: string, container: RunningContainer): Scan {
  try {
    return readScan(output);
  } catch (error) {
    throw error instanceof Refused ? refusalOf(error, container.name) : error;
  }
}

function reportOf(
  scan: Scan, container: RunningContainer, ids: AccountIds, duration: number, pod: PodPlace,
): SuggestionReport {
  const { unnamed, closed, more } = scan.left;
  const written = writtenMounts(scan);
  return {
    image: container.image,
    runtime: 'kubectl',
    pod,
    user: textOfIds(ids),
    runAs: workloadIds({ ids }),
    lowPorts: [],
    ending: { kind: 'time', seconds: Math.round(duration / 1000) },
    remarks: [
      `only what it wrote since its start at ${new Date(container.started * 1000).toISOString()} is listed, and what it had open: `
        + 'use all of the application before, or choose a longer time with --for',
      'paths that this user has no permission to write are not listed: see the log of the container',
      ...written.length === 0 ? [] : [`it also wrote to volumes that the pod mounts already: ${written.join(', ')}`],
      ...unnamed === 0 ? [] : [`${countText(unnamed, 'name')} with a line break are left out, with all names below`],
      ...closed === 0 ? [] : [`${closed} directories that this user cannot read are left out, with all names below`],
      ...more === 0 ? [] : [`${more} more written directories are left out`],
    ],
    suggestion: podSuggestion(scan, container),
    verification: 'it runs in a cluster; `suggest-paths IMAGE` runs an image again with the paths',
  };
}
