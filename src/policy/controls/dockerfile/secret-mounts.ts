/* The secrets that RUN --mount=type=secret gives to a command. */
import { DockerfileInstruction } from '../../../formats/dockerfile/model/dockerfile';
import { normalizePath } from '../../../formats/manifest/paths';
import { programName } from '../../../formats/shell/command';

export interface SecretMounts {
  /** Where the files are. */
  readonly files: readonly string[];
  /** The names of environment variables. */
  readonly variables: readonly string[];
  /** The paths of all mounts, as far as the file names them: what is written there does not get into the image. */
  readonly targets: readonly string[];
}

/** Source: https://docs.docker.com/reference/dockerfile/#run---mounttypesecret */
export function secretMounts({ flags, workdir = '/' }: DockerfileInstruction): SecretMounts {
  const mounts = (flags.get('mount') ?? []).map((mount) => new Map(mount.split(',').map((option) => {
    const [name, value = ''] = option.split(/=(.*)/s);
    return [name.trim().toLowerCase(), value] as const;
  })));
  const secrets = mounts.filter((mount) => mount.get('type') === 'secret');
  const targetOf = (mount: ReadonlyMap<string, string>) => mount.get('target') ?? mount.get('dst') ?? mount.get('destination');
  const absolute = (path: string) => normalizePath(path.startsWith('/') ? path : `${workdir}/${path}`);
  return {
    files: secrets.flatMap((mount) => {
      const id = mount.get('id') ?? mount.get('source') ?? mount.get('src');
      const target = targetOf(mount) ?? (mount.has('env') ? undefined : id && `/run/secrets/${programName(id)}`);
      return target ? [absolute(target)] : [];
    }),
    variables: secrets.flatMap((mount) => mount.get('env') ?? []),
    targets: mounts.flatMap((mount) => targetOf(mount) ?? []).map(absolute),
  };
}
