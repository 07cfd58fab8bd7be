import { groupBy } from '../../../formats/manifest/group-by';
import { asArray, asObject, asString, childArray, isAbsent, isObject, JsonObject } from '../../../formats/manifest/json';
import { isVolumeOf, mountsOf } from '../../../formats/manifest/mounts';
import { ContainerView } from '../../../formats/manifest/pod';
import { secretVolumeName } from '../../../knowledge/writable-paths/names';
import { ObjectNotes } from '../../settings/notes';
import { OWNER_AND_GROUP, secretDirectory } from '../../settings/secret-files';

/** The file mode for a pod without an fsGroup. */
const EVERYBODY = 0o444;

/** A variable with the value of a Secret's key. */
interface SecretVariable {
  readonly variable: string;
  readonly secret: string;
  readonly key: string;
}

/**
 * Replaces variables from Secrets with files, if the image is known to read the value from a file that another variable names. The start
 * script of the image reads the file, and a container with its own command may not run this script.
 */
export function mountSecrets(container: ContainerView, { knownImages }: ObjectNotes): void {
  const fileVariables = knownImages?.[container.name]?.fileVariables;
  if (!fileVariables || container.isEphemeral || !isAbsent(container.json.command)) {
    return;
  }
  const env = asArray(container.json.env);
  const names = new Set(env.map((entry) => asObject(entry).name));
  const mounts = mountsOf(container);
  const canMove = ({ variable, secret }: SecretVariable) => Object.hasOwn(fileVariables, variable)
    && !names.has(fileVariables[variable]) // The author may already name a file.
    && !mounts.some(({ path }) => path === secretDirectory(secret))
    && !isUsedInManifest(variable, container);
  const moved = env.flatMap((entry) => secretVariable(entry) ?? []).filter(canMove);
  if (moved.length === 0) {
    return;
  }
  container.json.env = env.map((entry) => {
    const found = moved.find(({ variable }) => variable === asObject(entry).name);
    return found ? { name: fileVariables[found.variable], value: `${secretDirectory(found.secret)}/${found.key}` } : entry;
  });
  groupBy(moved, ({ secret }) => secret).forEach((ofSecret, secret) =>
    mountSecret(container, secret, [...new Set(ofSecret.map(({ key }) => key))]));
}

/** A variable from a Secret. Undefined for other entries, and for an optional key, which may be missing: the file would then be missing. */
function secretVariable(entry: unknown): SecretVariable | undefined {
  const { name, valueFrom } = asObject(entry);
  const { secretKeyRef } = asObject(valueFrom);
  const { name: secret, key, optional } = asObject(secretKeyRef);
  return isObject(secretKeyRef) && optional !== true && typeof name === 'string' && asString(secret) && asString(key)
    ? { variable: name, secret: asString(secret)!, key: asString(key)! }
    : undefined;
}

/** Whether arguments, a probe, a hook or another variable use the variable. The start script has no effect on them. */
function isUsedInManifest(variable: string, { json }: ContainerView): boolean {
  const { args, livenessProbe, readinessProbe, startupProbe, lifecycle } = json;
  const values = asArray(json.env).map((entry) => asObject(entry).value);
  const text = JSON.stringify([args, livenessProbe, readinessProbe, startupProbe, lifecycle, values]);
  return text.split(/\W/).includes(variable);
}

function mountSecret(container: ContainerView, secret: string, keys: readonly string[]): void {
  const { pod } = container;
  const volumes = childArray(pod.json, 'volumes');
  const volume: JsonObject = {
    name: secretVolumeName(container.name, secret, isVolumeOf(pod)),
    secret: {
      defaultMode: isAbsent(pod.securityContext.fsGroup) ? EVERYBODY : OWNER_AND_GROUP,
      items: keys.map((key) => ({ key, path: key })),
      secretName: secret,
    },
  };
  volumes?.push(volume);
  childArray(container.json, 'volumeMounts')?.push({ mountPath: secretDirectory(secret), name: volume.name, readOnly: true });
}
