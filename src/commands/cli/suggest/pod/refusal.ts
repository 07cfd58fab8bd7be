import { Refused, Status } from './scan';
import { InputError } from '../../../../formats/manifest/input-error';
import { heldCapabilities } from '../../../../tasks/image-facts/layer/file-capabilities';

/** The reason why the kernel let nobody read the files of the target, and the fix. The check is in ptrace(2), "access mode checking". */
export function refusalOf({ self, target }: Refused, container: string): InputError {
  return new InputError(`the kernel does not let the debug container read the files of ${container}, because ${reasonOf(self, target)}; `
    + 'the debug container has ended, and stays in the pod until the pod is deleted');
}

/** The command that needs no pod. */
export const RUN_IMAGE = 'cdk8s-hardened suggest-paths IMAGE';

function reasonOf(self: Status, target: Status): string {
  const [own, others] = [idsOf(self), idsOf(target)];
  const [uid, gid] = own.map(([first]) => first);
  if (own.some(([id], index) => others[index].some((other) => other !== id))) {
    return `it runs as ${uid}:${gid}, and the process as ${others.map((ids) => [...new Set(ids)].join('/')).join(':')}: `
      + 'run this again with --user UID:GID of the process, if both stay the same while it runs';
  }
  const held = capabilitiesOf(target, 'CapPrm');
  const more = held.filter((name) => !capabilitiesOf(self, 'CapEff').includes(name));
  return more.length > 0
    ? `the process has the capabilities ${more.join(', ')}: drop them in the workload, or run its image with \`${RUN_IMAGE}\``
    : 'the process changed its user itself after its start, its user cannot read its program, or an AppArmor profile separates '
      + `the two containers: start it as the user that it needs, or run its image with \`${RUN_IMAGE}\``;
}

/** The real, effective and saved user ids, and the same of groups. */
function idsOf(status: Status): readonly (readonly string[])[] {
  return ['Uid', 'Gid'].map((name) => (status.get(name) ?? []).slice(0, 3));
}

function capabilitiesOf(status: Status, name: string): readonly string[] {
  const [text = '0'] = status.get(name) ?? [];
  return /^[0-9a-f]{1,16}$/.test(text) ? heldCapabilities(BigInt(`0x${text}`)) : [];
}
