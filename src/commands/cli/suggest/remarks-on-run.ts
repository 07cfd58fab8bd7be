import type { SeenRun } from './observe';
import { textOfIds, workloadIds } from './run-as';
import type { Suggestion } from './suggestion';
import { FIRST_UNPRIVILEGED } from '../../../policy/controls/startup/low-ports';

/** Remarks on the limits of a run. */
export function remarksOnRun(run: Pick<SeenRun, 'user' | 'ending'>, { paths, impossible }: Suggestion): readonly string[] {
  const { kind, exitCode, seconds } = run.ending;
  const isNothing = impossible.length === 0 && paths.every(({ changes }) => changes.length === 0);
  return [
    ...userRemarks(run),
    ...kind === 'exit' && exitCode === 0 && seconds < SHORT && isNothing
      ? [`it exited after ${seconds} s: paths that it writes only later, or from a process in the background, are missing`]
      : [],
  ];
}

/** Seconds in which a program hardly does more than start. */
const SHORT = 3;

function userRemarks({ user }: Pick<SeenRun, 'user'>): readonly string[] {
  const { ids, known } = user;
  const workload = textOfIds(workloadIds(user));
  if (!ids || ids.uid === 0) {
    return [`a hardened workload does not run it as root, but as ${workload} by default: if it behaves `
      + `differently as another user, run this again with --user ${workload}`];
  }
  return [
    ...known === undefined
      ? []
      : [`the image starts as root, and a hardened workload does not: it ran as the user of ${known}; --user chooses another`],
    ...ids.gid === 0 ? [`a hardened workload refuses the group 0: run this again with --user ${ids.uid}:${ids.uid}`] : [],
    'paths that this user has no permission to write are not listed: see the log of the container',
  ];
}

/** The ports below 1024 that the image exposes, or that the probe asked. */
export function lowPortsOf({ config: { ports } }: Pick<SeenRun, 'config'>, asked: number | undefined): readonly number[] {
  return [...new Set([...ports, ...asked === undefined ? [] : [asked]])].filter((port) => port < FIRST_UNPRIVILEGED).sort((a, b) => a - b);
}

export function portRemarks(lowPorts: readonly number[]): readonly string[] {
  return lowPorts.length === 0 ? [] : [
    `ports below 1024 are open here: declare ${lowPorts.join(', ')} as `
      + `${lowPorts.length === 1 ? 'a port' : 'ports'} of the container, so that a hardened workload opens `
      + `${lowPorts.length === 1 ? 'it' : 'them'}, with the sysctl net.ipv4.ip_unprivileged_port_start`,
  ];
}
