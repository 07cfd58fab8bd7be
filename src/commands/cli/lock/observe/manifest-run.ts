import { asArray, asObject, asString, JsonObject } from '../../../../formats/manifest/json';
import { ContainerView } from '../../../../formats/manifest/pod';
import { NON_ROOT_ID } from '../../../../policy/settings/identity';
import { ContainerRequest } from '../../suggest/container';

/** In place of a value from a Secret, a ConfigMap or the pod: a run must never see the real one. */
const MADE_UP = 'cdk8s-hardened-0123456789abcdef';

/** Values of `fieldRef` that programs parse. */
const FIELDS: { readonly [path: string]: string } = {
  'metadata.name': 'observed-0', 'metadata.namespace': 'default', 'status.podIP': '127.0.0.1', 'status.hostIP': '127.0.0.1',
};

/**
 * The command, the environment and the user that a manifest gives to an image. Nothing else of the manifest counts: no mounts, namespaces
 * of the node, privileges, devices or capabilities.
 */
export function manifestRun(container: ContainerView): Omit<ContainerRequest, 'image'> {
  const { env, json } = container;
  const variables = new Map<string, string>();
  for (const variable of env.map(asObject)) {
    const name = asString(variable.name);
    if (name !== undefined && /^[^=\0]+$/.test(name)) {
      variables.set(name, valueOf(variable, variables));
    }
  }
  const [program, ...words] = wordsIn(json.command, variables);
  return {
    command: [...words, ...wordsIn(json.args, variables)],
    env: [...variables].map(([name, value]) => `${name}=${value}`),
    user: userOf(container),
    // Runtimes drop the CMD of an image with another entrypoint, as a kubelet does.
    runOptions: program === undefined ? [] : [`--entrypoint=${program}`],
  };
}

function valueOf({ value, valueFrom }: JsonObject, known: ReadonlyMap<string, string>): string {
  if (valueFrom === undefined || valueFrom === null) {
    return expanded(asString(value) ?? '', known);
  }
  const { fieldRef, resourceFieldRef } = asObject(valueFrom);
  if (resourceFieldRef !== undefined) {
    return '1';
  }
  return FIELDS[asString(asObject(fieldRef).fieldPath) ?? ''] ?? MADE_UP;
}

/**
 * A root user of the manifest is left out: no run of a hardened workload has one. So is the user that hardening fills in for an image that
 * it does not know: with the lock file, the image's own user comes first.
 */
function userOf(container: ContainerView): string | undefined {
  const [user, group] = ['runAsUser', 'runAsGroup'].map((field) => container.effective(field));
  const isId = (id: unknown): id is number => Number.isSafeInteger(id) && (id as number) > 0;
  if (!isId(user) || user === NON_ROOT_ID) {
    return undefined;
  }
  return isId(group) ? `${user}:${group}` : String(user);
}

function wordsIn(value: unknown, known: ReadonlyMap<string, string>): readonly string[] {
  return asArray(value).filter((word) => typeof word === 'string').map((word) => expanded(word, known));
}

/** Expands `$(NAME)` as a kubelet does: `$$` is a dollar sign, and an unknown name stays as it is. */
function expanded(text: string, known: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^()\s]+)\)/g, (whole, name?: string) => name === undefined ? '$' : known.get(name) ?? whole);
}
