import { createHash } from 'node:crypto';
import { Container, ISecret, Volume } from 'cdk8s-plus-28';

/** Read by the owner, root, and by the pod's fsGroup; nobody else. */
const OWNER_AND_GROUP = 0o440;

/** Options of `SecretFiles.mount`. */
export interface SecretFilesOptions {
  /**
   * The keys that become files; each file has the name of its key.
   *
   * @default - all of them
   */
  readonly keys?: string[];
}

/** Secrets as files: unlike environment variables they show in no process list, no crash dump and no log of the environment. */
export class SecretFiles {
  /**
   * Mounts a Secret read-only, as files that the container's user can read, by the pod's fsGroup, and others cannot.
   *
   * @param container the container
   * @param path absolute path of the directory
   * @param secret the Secret
   * @param options which keys
   * @throws where something is mounted at the path already, or the list of keys is empty
   */
  public static mount(container: Container, path: string, secret: ISecret, options: SecretFilesOptions = {}): void {
    if (options.keys?.length === 0) {
      throw new Error(`no key of the Secret "${secret.name}" is to be mounted at "${path}": name some, or leave \`keys\` out for all`);
    }
    const id = `files ${options.keys?.join(' ') ?? ''}`.trim();
    const volume = secret.node.tryFindChild(id) as Volume | undefined ?? Volume.fromSecret(secret, id, secret, {
      name: `secret-files-${createHash('sha256').update(`${secret.name} ${id}`).digest('hex').slice(0, 8)}`,
      defaultMode: OWNER_AND_GROUP,
      items: options.keys && Object.fromEntries(options.keys.map((key) => [key, { path: key }])),
    });
    container.mount(path, volume, { readOnly: true });
  }

  private constructor() {}
}
