import { ChoicesContent, ScopeContent, SettingsContent } from './content';

/**
 * The content of a settings file with `off` where it has false: YAML 1.1 reads `off` without quotes as false, and false has no other
 * meaning there.
 *
 * @param content valid by the schema of settings files
 */
export function withUnquotedOff(content: SettingsContent): SettingsContent {
  const { overrides, workloads } = content;
  return {
    ...inScope(content),
    ...overrides && { overrides: overrides.map(inScope) },
    ...workloads && { workloads: workloads.map(inChoices) },
  };
}

function inScope<T extends ScopeContent>(scope: T): T {
  const { controls } = scope;
  return {
    ...inChoices(scope),
    ...controls && { controls: Object.fromEntries(Object.entries(controls).map(([id, control]) => [id, withOff(control, 'severity')])) },
  };
}

function inChoices<T extends ChoicesContent>(choices: T): T {
  return withOff(choices, 'imageKnowledge');
}

function withOff<T extends object>(fields: T, key: keyof T): T {
  return fields[key] === false ? { ...fields, [key]: 'off' } : fields;
}
