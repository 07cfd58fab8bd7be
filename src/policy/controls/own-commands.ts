import { asArray, asObject, asString, isAbsent } from '../../formats/manifest/json';
import { mountsOf } from '../../formats/manifest/mounts';
import { isIn } from '../../formats/manifest/paths';
import { ContainerView, PROBES } from '../../formats/manifest/pod';
import { isShell } from '../../formats/shell/nested-commands';
import { onlyWaits, staysIn } from '../../formats/shell/unprivileged';

/** A placeholder that the kubelet replaces in a command. Its value is unknown, like the values of variables. */
const REFERENCE = /\$\(([A-Za-z_]\w*)\)/g;

/** Whether the command of a container, which every user can run, only waits for other programs. */
export function waitsOnly(container: ContainerView): boolean {
  const { json } = container;
  const command = asArray(json.command);
  return command.length > 0 && isAbsent(json.lifecycle) && PROBES.every((probe) => isAbsent(asObject(json[probe]).exec))
    && isRunBy(container, [...command, ...asArray(json.args)], onlyWaits);
}

/**
 * Whether a container starts the program of its image, and no program that may be made for root. A shell as the first argument replaces the
 * program, since start scripts run unknown arguments as commands. A container ends if its first hook fails. Both may use its volumes.
 */
export function startsProgram(container: ContainerView): boolean {
  const { command, args, lifecycle } = container.json;
  const words = asArray(args);
  const hook = asObject(asObject(asObject(lifecycle).postStart).exec).command;
  const usesVolumes = (text: readonly unknown[]) =>
    isRunBy(container, text, (each) => staysIn(each, (path) => isInVolume(path, container)));
  const isOther = typeof words[0] === 'string' && isShell(words[0]);
  return isAbsent(command) && (!isOther || usesVolumes(words)) && (isAbsent(hook) || usesVolumes(asArray(hook)));
}

function isRunBy({ env }: ContainerView, words: readonly unknown[], canRun: (words: readonly string[]) => boolean): boolean {
  const names = new Set(env.map((variable) => asString(asObject(variable).name)));
  return words.every((word) => typeof word === 'string')
    && canRun(words.map((word) => word.replace(REFERENCE, (text, name: string) => names.has(name) ? `$${name}` : text)));
}

/** Whether a path is in a volume. A path that is computed at run time may be. */
function isInVolume(path: string, container: ContainerView): boolean {
  return /^\/(?!.*(?:\$|\.\.))/s.test(path) && (isIn(path, '/tmp') || mountsOf(container).some((mount) => isIn(path, mount.path)));
}
