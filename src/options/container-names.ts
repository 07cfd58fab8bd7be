import { HardeningProps } from './hardening-props';
import { WritablePath } from './writable-path';
import { asString, JsonObject } from '../manifest/json';
import { podsOf } from '../manifest/workload';

/** A container that an option names. */
interface NamedContainer {
  readonly container: string;
  readonly what: string;
}

/** Options for containers that do not exist. Checked at synth, since containers may come late. */
export function unknownContainers(manifest: JsonObject, props: HardeningProps, paths: readonly WritablePath[]): string[] {
  const named = namedContainers(props, paths);
  if (named.length === 0) {
    return [];
  }
  const known = podsOf(manifest).flatMap(({ containers }) => containers.map(({ json }) => asString(json.name)));
  return named
    .filter(({ container }) => !known.includes(container))
    .map(({ container, what }) => unknownContainer(what, container, known));
}

/** The error for something that references an unknown container. */
export function unknownContainer(what: string, container: string, known: readonly (string | undefined)[]): string {
  return `${what} references unknown container "${container}": use one of ${known.map((name) => `"${name}"`).join(', ')}`;
}

function namedContainers(props: HardeningProps, paths: readonly WritablePath[]): NamedContainer[] {
  const { containerSettings = {}, serviceAccountToken } = props;
  const added = paths.map((path) => path._toSettings());
  return [
    ...Object.keys(containerSettings).map((container) => ({ container, what: 'containerSettings' })),
    ...added.flatMap(({ container, path }) => container === undefined || container in containerSettings ? []
      : { container, what: `writable path "${path}"` }),
    ...(serviceAccountToken?._toToken().containers ?? []).map((container) => ({ container, what: 'the service account token' })),
  ];
}
