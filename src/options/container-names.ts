import { RuntimePreset } from './runtime-preset';
import { asString, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';
import { Settings } from '../settings/settings';

/** A container that a user named, and for what. */
interface NamedContainer {
  readonly container: string;
  readonly what: string;
}

/** What is wrong where a user named a container: asked at synth, since containers may come late. */
export function unknownContainers(manifest: JsonObject, settings: Settings, presets: readonly RuntimePreset[]): string[] {
  const named = namedContainers(settings, presets);
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

function namedContainers(settings: Settings, presets: readonly RuntimePreset[]): NamedContainer[] {
  const { writablePaths, containerIdentities, token, images } = settings;
  return [
    ...writablePaths.flatMap(({ container, path }) => container === undefined ? [] : { container, what: `writable path "${path}"` }),
    ...Object.entries(containerIdentities).flatMap(([container, { isPreset }]) => isPreset ? [] : { container, what: 'containerRunAs' }),
    ...(token?.containers ?? []).map((container) => ({ container, what: 'the service account token' })),
    ...images.flatMap(({ container, source }) => container === undefined ? [] : { container, what: `the Dockerfile ${source}` }),
    ...presets.flatMap(({ name, container }) => container === undefined ? [] : { container, what: `the preset ${name}` }),
  ];
}
