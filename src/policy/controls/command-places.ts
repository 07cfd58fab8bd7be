import { asArray, asObject, asString, JsonObject, Path } from '../../formats/manifest/json';
import { PROBES } from '../../formats/manifest/pod';

const HOOKS = ['postStart', 'preStop'];

/** The fields of a container with commands that run in it. */
export function commandPlaces(container: JsonObject): readonly Path[] {
  const { lifecycle, command } = container;
  return [
    ...command ? [['command']] : [],
    ...HOOKS.filter((hook) => asObject(asObject(asObject(lifecycle)[hook]).exec).command).map((hook) => ['lifecycle', hook, 'exec', 'command']),
    ...PROBES.filter((probe) => asObject(asObject(container[probe]).exec).command).map((probe) => [probe, 'exec', 'command']),
  ];
}

/** The program that a command starts; undefined if only the kubelet knows it. */
export function programAt(container: JsonObject, place: Path): string | undefined {
  const program = asString(asArray(place.reduce<unknown>((value, step) => asObject(value)[step], container))[0]);
  return program?.includes('$(') ? undefined : program;
}
