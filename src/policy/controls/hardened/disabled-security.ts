import { nameOf } from '../../../formats/manifest/image';
import { asArray, asObject, asString, isArray, isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { mountsOf } from '../../../formats/manifest/mounts';
import { isIn, normalizePath } from '../../../formats/manifest/paths';
import { ContainerView, PodView } from '../../../formats/manifest/pod';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { ARGUMENTS, namesOf, POD_ANNOTATIONS, risksOf, SecuritySetting, VARIABLES } from '../security-settings';
import { ofContainers } from '../specification';
import { SettingContext, SwitchedOff, switchedOff, variableOff } from '../switched-off';
import { at, both, everyContainer, everyEntry, everyField } from '../violations';

const ALL = [...VARIABLES, ...ARGUMENTS, ...POD_ANNOTATIONS];

const ANNOTATION: ReadonlyMap<string, SecuritySetting> = new Map(POD_ANNOTATIONS.map((each) => [each.name, each]));

export const disabledSecurity: PodControl = {
  id: 'disabled-security',
  title: 'No settings that disable security',
  level: 'hardened',
  risk: risksOf(ALL),
  why: 'The setting disables a protection of the program. It is often left over from development.',
  remedy: 'remove it, and add the missing part: the certificate of the server\'s CA in a file, a password from a Secret, or a loopback '
    + 'address',
  remedyInCode: 'remove it from `envVariables`, `args` or `metadata`, and add the missing part: the certificate of the server\'s CA in a '
    + 'file, a password by `SecretFiles.mount`, or a loopback address',
  spec: {
    rules: [
      { fields: [`${ofContainers('env[*].value')} of ${namesOf(VARIABLES)}`], allowed: 'values that leave security on' },
      {
        fields: [`${ofContainers('{command,args}[*]')}: ${namesOf(ARGUMENTS)}, and the same variables`],
        allowed: 'values that leave security on',
      },
      { fields: [`metadata.annotations of the pod: ${namesOf(POD_ANNOTATIONS)}`], allowed: 'values that leave security on' },
    ],
    notes: [
      'A setting is not reported if another argument or variable of the container makes it harmless: the program listens only on '
        + '127.0.0.1, the server is on localhost, or a password is set. `envFrom` may set a password. Arguments of the API server, the '
        + 'kubelet, etcd and the dashboard are checked if the command or the image shows the program. Comments in scripts, and texts that '
        + '`echo` and `printf` print, are ignored. In a script that is too long or too deeply nested to parse, every occurrence is '
        + 'reported.',
      'NVIDIA_VISIBLE_DEVICES is accepted for the device plugin itself: an image of the '
        + 'GPU operator, or a mount of /var/lib/kubelet/device-plugins.',
    ],
    sources: [...new Set(ALL.map(({ source }) => source))],
  },
  admission: { because: 'it reads the arguments of some dozens of programs, which are too many for an expression' },
  reads: {
    needs: ['containers[*].command', 'containers[*].args', 'containers[*].env', 'containers[*].lifecycle', 'metadata.annotations'],
    fields: ['containers[*].image', 'containers[*].envFrom', 'containers[*].volumeMounts', 'spec.volumes'],
  },
  checks: always((pod, context) => both(annotations(pod), CONTAINERS(pod, context))),
};

const CONTAINERS = everyContainer((container) => {
  const { lifecycle } = container.json;
  const [command, args] = [container.json.command, container.json.args].map((words) => withVariables(container, words));
  const variables = everyEntry(container.env, (entry, index) => {
    const { name, value } = asObject(entry);
    const found = variableOff(name, value, (pattern) => hasVariable(container, pattern));
    return found && off(container, ['env', index, 'value'], found);
  });
  const line = [...asArray(command), ...asArray(args)];
  const inArguments = both(inWords(container, ['command'], command, line), inWords(container, ['args'], args, line));
  return both(variables, both(inArguments, isObject(lifecycle) ? inHooks(container, lifecycle) : undefined));
});

const REFERENCE = /\$\(([A-Za-z_]\w*)\)/g;

/** The words of a command with the values of its variables, as the kubelet writes them in. Unknown values stay references. */
function withVariables({ env }: ContainerView, words: unknown): unknown {
  if (!isArray(words) || !words.some((word) => typeof word === 'string' && word.includes('$('))) {
    return words;
  }
  const values = new Map(env.map(asObject).map(({ name, value }) => [name, asString(value)]));
  return words.map((word) => typeof word === 'string' ? word.replace(REFERENCE, (text, name) => values.get(name) ?? text) : word);
}

function inHooks(container: ContainerView, lifecycle: JsonObject): Found {
  return everyField(lifecycle, (hook, handler) => {
    const { command } = asObject(asObject(handler).exec);
    return inWords(container, ['lifecycle', hook, 'exec', 'command'], command, asArray(command));
  });
}

function annotations(pod: PodView): Found {
  return everyField(pod.annotations, (key, value) => {
    const setting = ANNOTATION.get(key);
    return setting && typeof value === 'string' && setting.off.test(value)
      ? {
        path: [...pod.metadataPath, 'annotations', key],
        value,
        allowKey: `${key}=${value}`,
        detail: setting.effect,
        risk: setting.risk,
      }
      : undefined;
  });
}

function inWords(container: ContainerView, path: Path, words: unknown, line: readonly unknown[]): Found {
  if (!isArray(words)) {
    return undefined;
  }
  const around: SettingContext = { line, image: asString(container.json.image), hasVariable: (pattern) => hasVariable(container, pattern) };
  return everyEntry(words, (_, index) => {
    const found = switchedOff(words, index, around);
    return found.length === 0 ? undefined : found.flatMap((each) => off(container, [...path, index], each) ?? []);
  });
}

/** Whether a variable may be set. A whole ConfigMap or Secret as environment may contain any name. */
function hasVariable({ env, envFrom }: ContainerView, pattern: RegExp): boolean {
  return envFrom.length > 0 || env.map(asObject).some(({ name, value, valueFrom }) =>
    pattern.test(asString(name) ?? '') && Boolean(value ?? valueFrom));
}

function off(container: ContainerView, path: Path, { setting, value, detail }: SwitchedOff): Violation | undefined {
  if (isExpected(container, setting)) {
    return undefined;
  }
  const { name, risk } = setting;
  const word = wordOf(setting, value);
  return {
    ...at(container, path),
    value: word === '' && name.startsWith('-') ? name : `${name}=${word}`,
    allowKey: `${String(path[0])}: ${name}=${word}`,
    detail,
    risk,
  };
}

const DEVICE_PLUGINS = '/var/lib/kubelet/device-plugins';

function isExpected(container: ContainerView, { exceptFor }: SecuritySetting): boolean {
  return exceptFor !== undefined && (exceptFor.test(nameOf(asString(container.json.image) ?? '')) || mountsDevicePlugins(container));
}

function mountsDevicePlugins(container: ContainerView): boolean {
  return mountsOf(container).some(({ volume }) => isIn(normalizePath(asString(asObject(volume?.hostPath).path) ?? ''), DEVICE_PLUGINS));
}

/** The word that turns security off. A finding shows no other options of the program, which may contain secrets. */
function wordOf({ off: pattern }: SecuritySetting, value: string): string {
  const { index, 0: match } = pattern.exec(value)!;
  return `${value.slice(0, index).split(/\s/).pop()}${match}${value.slice(index + match.length).split(/\s/, 1)[0]}`;
}
