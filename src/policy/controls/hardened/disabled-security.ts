import { asArray, asObject, asString, isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { Risks } from '../risk';
import { ARGUMENTS, POD_ANNOTATIONS, SecuritySetting, VARIABLES } from '../security-settings';
import { ofContainers } from '../specification';
import { at, both, everyContainer, everyEntry, everyField } from '../violations';

const ALL = [...VARIABLES, ...ARGUMENTS, ...POD_ANNOTATIONS];
const namesOf = (settings: readonly SecuritySetting[], risk?: string) =>
  settings.filter((each) => risk === undefined || each.risk === risk).map(({ name }) => name).join(', ');
const RISKS: Risks = {
  medium: namesOf(ALL, 'medium'), critical: namesOf(ALL, 'critical'), high: namesOf(ALL, 'high'), low: namesOf(ALL, 'low'),
};

const byName = (settings: readonly SecuritySetting[]): ReadonlyMap<unknown, SecuritySetting> =>
  new Map(settings.map((each) => [each.name, each]));
const [VARIABLE, ARGUMENT, ANNOTATION] = [VARIABLES, ARGUMENTS, POD_ANNOTATIONS].map(byName);

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** An argument as a separate word, or in a script. It excludes nearly all words without copying them. */
const NAMED = new RegExp(`(?:^|[\\s;&|"'])(${ARGUMENTS.map(({ name }) => escaped(name)).join('|')})(?:=([^\\s;&|]*)|(?=\\s)|$)`);

export const disabledSecurity: PodControl = {
  id: 'disabled-security',
  title: 'No settings that switch security off',
  level: 'hardened',
  risk: RISKS,
  why: 'The setting takes away a protection that the program has, mostly to get past an error during development.',
  remedy: 'remove it, and give the program what it lacks: the certificate of the server\'s CA in a file, a password from a Secret, or an address that only the pod reaches',
  remedyInCode: 'remove it from `envVariables`, `args` or `metadata`, and give the program what it lacks: the certificate of the server\'s CA in a file, a password by `SecretFiles.mount`, or an address that only the pod reaches',
  spec: {
    rules: [
      { fields: [`${ofContainers('env[*].value')} of ${namesOf(VARIABLES)}`], allowed: 'values that leave security on' },
      { fields: [`${ofContainers('{command,args}[*]')}: ${namesOf(ARGUMENTS)}`], allowed: 'values that leave security on' },
      { fields: [`metadata.annotations of the pod: ${namesOf(POD_ANNOTATIONS)}`], allowed: 'values that leave security on' },
    ],
    sources: [...new Set(ALL.map(({ source }) => source))],
  },
  admission: { because: 'it reads the arguments of some dozens of programs, which are too many for an expression' },
  reads: { needs: ['containers[*].command', 'containers[*].args', 'containers[*].env', 'containers[*].lifecycle', 'metadata.annotations'] },
  checks: always((pod, settings) => both(annotations(pod), CONTAINERS(pod, settings))),
};

const CONTAINERS = everyContainer((container) => {
  const { command, args, lifecycle } = container.json;
  const variables = everyEntry(container.env, (entry, index) => {
    const { name, value } = asObject(entry);
    const setting = typeof value === 'string' ? VARIABLE.get(name) : undefined;
    return setting && off(container, ['env', index, 'value'], setting, value as string);
  });
  const inArguments = both(inWords(container, ['command'], command), inWords(container, ['args'], args));
  return both(variables, both(inArguments, isObject(lifecycle) ? inHooks(container, lifecycle) : undefined));
});

function inHooks(container: ContainerView, lifecycle: JsonObject): Found {
  return everyField(lifecycle, (hook, handler) =>
    inWords(container, ['lifecycle', hook, 'exec', 'command'], asObject(asObject(handler).exec).command));
}

function annotations(pod: PodView): Found {
  return everyField(pod.annotations, (key, value) => {
    const setting = ANNOTATION.get(key);
    return setting && typeof value === 'string' && setting.off.test(value)
      ? { path: [...pod.metadataPath, 'annotations', key], value, allowKey: `${key}=${value}`, ...reason(setting) } : undefined;
  });
}

function inWords(container: ContainerView, path: Path, words: unknown): Found {
  return everyEntry(asArray(words), (word, index) => {
    if (typeof word !== 'string' || !NAMED.test(word)) {
      return undefined;
    }
    const [, name, given] = NAMED.exec(word)!;
    const setting = ARGUMENT.get(name)!;
    const next = asString(asArray(words)[index + 1]);
    const value = given ?? (word === name && next !== undefined && !next.startsWith('-') && !setting.off.test('') ? next : '');
    return off(container, [...path, index], setting, value);
  });
}

function off(container: ContainerView, path: Path, setting: SecuritySetting, value: string): Violation | undefined {
  const { name } = setting;
  return setting.off.test(value)
    ? { ...at(container, path), value: shown(setting, value), allowKey: `${String(path[0])}: ${name}=${value}`, ...reason(setting) } : undefined;
}

/** Only the setting that switches security off: other options of a program may contain secrets. */
function shown({ name, off: pattern }: SecuritySetting, value: string): string {
  const text = pattern.exec(value)?.[0] || value;
  return text === '' && name.startsWith('-') ? name : `${name}=${text}`;
}

function reason({ effect, risk }: SecuritySetting): Pick<Violation, 'detail' | 'risk'> {
  return { detail: effect, risk };
}
