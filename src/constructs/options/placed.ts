import { ContainerSettings } from './container-settings';
import { DockerfileImage } from './dockerfile-image';
import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { WritablePath } from './writable-path';

/** `containerSettings`, by container name. */
export type SettingsByContainer = { readonly [container: string]: ContainerSettings };

/** The options in `containerSettings`, each with its container. */
export interface PlacedOptions {
  readonly runAs: { readonly [container: string]: RunAs };
  readonly writablePaths: readonly WritablePath[];
  readonly presets: readonly RuntimePreset[];
  readonly dockerfiles: readonly DockerfileImage[];
}

export function placedOptions(settings: SettingsByContainer = {}): PlacedOptions {
  // Python and Java pass undefined for omitted values.
  const entries = Object.entries(settings).filter(([, each]) => each !== undefined);
  return {
    runAs: Object.fromEntries(entries.flatMap(([container, { runAs }]) => runAs ? [[container, runAs]] : [])),
    writablePaths: entries.flatMap(([container, { writablePaths = [] }]) => writablePaths.map((path) => path._in(container))),
    presets: entries.flatMap(([container, { presets = [] }]) => presets.map((preset) => preset._in(container))),
    dockerfiles: entries.flatMap(([container, { dockerfile }]) => dockerfile ? [dockerfile._in(container)] : []),
  };
}

/** Merges both, field by field. The inner settings win. */
export function mergedByContainer(outer: SettingsByContainer = {}, inner: SettingsByContainer = {}): SettingsByContainer {
  const names = new Set([...Object.keys(outer), ...Object.keys(inner)]);
  // Python and Java pass undefined for omitted values.
  const given = (settings: ContainerSettings = {}) => Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...names].map((name) => [name, Object.fromEntries([...given(outer[name]), ...given(inner[name])])]));
}
