import { RuntimePreset } from './runtime-preset';
import { Policy } from '../controls/policy';
import { asString, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

/** A container that a user named, and for what. */
interface NamedContainer {
  readonly container: string;
  readonly what: string;
}

/** What is wrong where a user named a container: asked at synth, since containers may come late. */
export function unknownContainers(manifest: JsonObject, policy: Policy, presets: readonly RuntimePreset[]): string[] {
  const named = namedContainers(policy, presets);
  if (named.length === 0) {
    return [];
  }
  const known = podsOf(manifest).flatMap(({ containers }) => containers.map(({ json }) => asString(json.name)));
  return named
    .filter(({ container }) => !known.includes(container))
    .map(({ container, what }) => unknownContainer(what, container, known));
}

/** What to say where something is for a container that there is not. */
export function unknownContainer(what: string, container: string, known: readonly (string | undefined)[]): string {
  return `${what} is for the container "${container}", which there is not: name one of ${known.map((name) => `"${name}"`).join(', ')}`;
}

function namedContainers({ scratch, containerIdentities, token, images }: Policy, presets: readonly RuntimePreset[]): NamedContainer[] {
  return [
    ...scratch.flatMap(({ container, path }) => container === undefined ? [] : { container, what: `writable path "${path}"` }),
    ...Object.entries(containerIdentities).flatMap(([container, { isPreset }]) => isPreset ? [] : { container, what: 'containerRunAs' }),
    ...(token?.containers ?? []).map((container) => ({ container, what: 'the service account token' })),
    ...images.flatMap(({ container, source }) => container === undefined ? [] : { container, what: `the Dockerfile ${source}` }),
    ...presets.flatMap(({ name, container }) => container === undefined ? [] : { container, what: `the preset ${name}` }),
  ];
}
