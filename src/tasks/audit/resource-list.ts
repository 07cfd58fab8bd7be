import { InputError, orInputError } from '../../formats/manifest/input-error';
import { asArray, asObject, asString, isAbsent, isObject, JsonObject, read } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { Assessment } from '../../policy/engine/assess';
import { changedObject } from '../reports/field-change';
import { toManifestChange } from '../reports/hardened';
import { findingText } from '../reports/text';
import { SettingsFile } from '../settings-file/settings-file';
import { toSettings } from '../settings-file/to-settings';

/*
 * KRM functions read and write a `ResourceList`: the objects, and the results of the function.
 * Specification: https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-spec.md
 */

/** Marks the results of this tool, so that the next run replaces them. */
const TOOL = 'cdk8s-hardened';

const VERSION = /^config\.kubernetes\.io\/v1(?:alpha1|beta1)?$/;

/** Whether a document is the input of a KRM function. */
export function isResourceList({ apiVersion, kind }: JsonObject): boolean {
  return kind === 'ResourceList' && VERSION.test(asString(apiVersion) ?? '');
}

/**
 * The settings of a function: `spec` of its functionConfig, as in a settings file, or the texts in the `data` of a ConfigMap.
 *
 * @throws InputError naming the problem
 */
export function functionSettings({ functionConfig }: JsonObject): SettingsFile {
  const content = isAbsent(functionConfig) ? {} : settingsIn(functionConfig);
  const settings = orInputError(() => toSettings(content), 'functionConfig: ');
  if (settings.lock) {
    throw new InputError('functionConfig: `lock` is a file, which a function cannot read: use '
      + '`harden --lock FILE`, or write `lock` in the settings file');
  }
  const ofFiles = OF_FILES.find((key) => settings.content[key] !== undefined);
  if (ofFiles !== undefined) {
    throw new InputError(`functionConfig: \`${ofFiles}\` applies to files, which a function `
      + 'cannot see: remove it, or write it in the settings file');
  }
  return settings;
}

/** The fields of a functionConfig. Other fields are refused, because they would have no effect. */
const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec', 'data'];

/** Settings that depend on file names. */
const OF_FILES = ['overrides', 'excludeFiles'] as const;

function settingsIn(config: unknown): unknown {
  if (!isObject(config)) {
    throw new InputError(`functionConfig is ${Array.isArray(config) ? 'a list' : 'not an object'}: `
      + 'write an object with the settings in its `spec`');
  }
  const unknown = Object.keys(config).find((key) => !FIELDS.includes(key));
  if (unknown !== undefined) {
    throw new InputError(`functionConfig has the field \`${unknown}\`, which is not read: move the settings into its \`spec\``);
  }
  const { spec, data } = config;
  if (!isAbsent(spec) && !isAbsent(data)) {
    throw new InputError('functionConfig has `spec` and `data`: keep one of them');
  }
  if (!isAbsent(spec) || isAbsent(data)) {
    return spec ?? {};
  }
  if (!isObject(data)) {
    throw new InputError('functionConfig: `data` is not an object: write one with a text for each setting');
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, FLAGS[String(value)] ?? value]));
}

const FLAGS: { readonly [text: string]: boolean } = { true: true, false: false };

/** The hardened list, with a result for each change, finding and unknown user after the results of earlier functions. */
export function withResults({ manifest, changes, objects }: Assessment): JsonObject {
  const hardened = objects.map(({ opened, plan: { context } }) => ({ opened, context }));
  const results = [
    ...changes.map((change) => {
      const { pointer, before, after, why, control } = toManifestChange(change, changedObject(change, hardened));
      const [, index, ...path] = change.path;
      return result(manifest, Number(index), `${control}: ${why}`, 'info', {
        field: { path: toFieldPath(path), currentValue: before, proposedValue: after },
        tags: { tool: TOOL, control, pointer },
      });
    }),
    ...objects.flatMap(({ findings, unknownUsers, opened: { path: [, index] } }) => [
      ...findings.filter(({ waiver }) => !waiver).map((finding) => result(manifest, Number(index), findingText(finding), finding.severity, {
        field: { path: toFieldPath(finding.path.slice(2)) },
        tags: { tool: TOOL, control: finding.control.id, remedy: finding.remedy },
      })),
      ...unknownUsers.map(({ container, image }) => result(manifest, Number(index),
        `needs: uid of ${image} (container "${container}"), which must not run as root now: set runAs in the settings`, 'warning',
        { tags: { tool: TOOL } })),
    ]),
  ];
  const others = asArray(manifest.results).filter((each) => asObject(asObject(each).tags).tool !== TOOL);
  return results.length === 0 ? manifest : { ...manifest, results: [...others, ...results] };
}

function result(list: JsonObject, index: number, message: string, severity: string, more: object): JsonObject {
  const { apiVersion, kind, metadata } = asObject(read(list, ['items', index]));
  const { name, namespace, annotations } = asObject(metadata);
  const file = asString(asObject(annotations)['internal.config.kubernetes.io/path'])
    ?? asString(asObject(annotations)['config.kubernetes.io/path']);
  return defined({
    message,
    severity,
    resourceRef: defined({ apiVersion, kind, name, namespace }),
    ...more,
    file: file === undefined ? undefined : { path: file },
  });
}

/** Removes undefined fields at any depth, because JSON has none. */
function defined(fields: object): JsonObject {
  return JSON.parse(JSON.stringify(fields));
}
