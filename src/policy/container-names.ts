import { ScratchPath } from '../controls/policy';
import { asString, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

/** What is wrong with writable paths that name a container: asked at synth, since containers may come late. */
export function unknownContainers(manifest: JsonObject, scratch: readonly ScratchPath[]): string[] {
  if (scratch.every(({ container }) => container === undefined)) {
    return [];
  }
  const names = podsOf(manifest).flatMap(({ containers }) => containers.map(({ json }) => asString(json.name)));
  return scratch
    .filter(({ container }) => container !== undefined && !names.includes(container))
    .map(({ container, path }) => `writable path "${path}" is for the container "${container}", which there is not: `
      + `name one of ${names.map((name) => `"${name}"`).join(', ')}`);
}
