import { asArray, asObject, asString, JsonObject, Path } from '../../formats/manifest/json';
import { PROBES } from '../../formats/manifest/pod';

const HOOKS = ['postStart', 'preStop'];

/** The paths of commands that run in a container. */
export function commandPlaces(container: JsonObject): readonly Path[] {
  const { lifecycle, command } = container;
  return [
    ...command ? [['command']] : [],
    ...HOOKS.filter((hook) => asObject(asObject(asObject(lifecycle)[hook]).exec).command)
      .map((hook) => ['lifecycle', hook, 'exec', 'command']),
    ...PROBES.filter((probe) => asObject(asObject(container[probe]).exec).command).map((probe) => [probe, 'exec', 'command']),
  ];
}

/** The program of a command; undefined if only the kubelet knows it. */
export function programAt(container: JsonObject, place: Path): string | undefined {
  const program = asString(asArray(place.reduce<unknown>((value, step) => asObject(value)[step], container))[0]);
  return program?.includes('$(') ? undefined : program;
}
