import { RunAs } from './run-as';
import { RuntimePreset } from './runtime-preset';
import { DeclaredPath } from '../../knowledge/writable-paths/declared-path';
import { agreement } from '../../policy/settings/agreement';
import { EnvironmentVariable } from '../../policy/settings/choices';
import { PresetConflict } from '../../policy/settings/declarations';

/** Several presets combined, without the values that contradict each other. */
export interface ComposedPresets {
  readonly environment: readonly EnvironmentVariable[];
  readonly writablePaths: readonly DeclaredPath[];
  /** The user of the pod. */
  readonly runAs?: RunAs;
  /** The users of single containers, by name. */
  readonly usersOfContainers: { readonly [container: string]: RunAs };
  readonly contradictions: readonly PresetConflict[];
}

/** One value of a preset. */
interface Statement<T> {
  readonly subject: PresetConflict['subject'];
  readonly key: string;
  readonly container?: string;
  readonly preset: string;
  readonly value: T;
}

/** Combines presets. A preset for one container overrides presets for all containers, and does not contradict them. */
export function composePresets(presets: readonly RuntimePreset[]): ComposedPresets {
  const environment = agree(presets.flatMap((preset) => Object.entries(preset._options.environment ?? {})
    .map(([key, value]) => stated(preset, 'environment', key, value))));
  const paths = agree(presets.flatMap((preset) => (preset._options.writablePaths ?? [])
    .map((path) => stated(preset, 'path', path.path, path._toSettings()))));
  const users = agree(presets.flatMap((preset) => preset._options.runAs ? [stated(preset, 'runAs', 'runAs', preset._options.runAs)] : []));
  return {
    environment: environment.agreed.map(({ key, value, container }) => ({ name: key, value, container })),
    writablePaths: paths.agreed.map(({ value, container }) => ({ ...value, container })),
    runAs: users.agreed.find(({ container }) => container === undefined)?.value,
    usersOfContainers: Object.fromEntries(
      users.agreed.flatMap(({ container, value }) => container === undefined ? [] : [[container, value]])),
    contradictions: [...environment.contradictions, ...paths.contradictions, ...users.contradictions],
  };
}

function stated<T>(
  { name, _container: container }: RuntimePreset,
  subject: PresetConflict['subject'],
  key: string,
  value: T,
): Statement<T> {
  return { subject, key, container, preset: name, value };
}

/** The values that no two presets contradict, and the pairs that contradict each other. */
function agree<T>(statements: readonly Statement<T>[]): { agreed: readonly Statement<T>[]; contradictions: readonly PresetConflict[] } {
  const statementKey = ({ container, key }: Statement<T>) => JSON.stringify([container, key]);
  const { agreed, contradictions } = agreement(statements, statementKey, ({ value }) => plain(value));
  return {
    agreed,
    contradictions: contradictions.map(([{ subject, key, container, preset }, { preset: later }]) => (
      { subject, key, container, presets: [preset, later] })),
  };
}

function plain(value: unknown): unknown {
  return value instanceof RunAs ? value._toIdentity('') : value;
}
