import { asArray, asObject, asString, isAbsent } from '../manifest/json';
import { ContainerView } from '../manifest/pod';
import { onlyWaits } from '../shell/waiting';

/** What a kubelet replaces in a command before it starts it. */
const REFERENCE = /\$\(([A-Za-z_]\w*)\)/g;
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Whether the command of a container, which every user can run, only waits for other programs. */
export function waitsOnly({ json, env }: ContainerView): boolean {
  const command = asArray(json.command);
  if (command.length === 0 || !isAbsent(json.lifecycle) || PROBES.some((probe) => !isAbsent(asObject(json[probe]).exec))) {
    return false;
  }
  const names = new Set(env.map((variable) => asString(asObject(variable).name)));
  const words = [...command, ...asArray(json.args)];
  return words.every((word) => typeof word === 'string')
    && onlyWaits(words.map((word: string) => word.replace(REFERENCE, (text, name: string) => names.has(name) ? name : text)));
}
