import { Yaml } from 'cdk8s';
import { Outcome, SynthesizedObject } from './synthesized-object';
import { asObject, asString } from '../../formats/manifest/json';
import { toJsonPointer } from '../../formats/manifest/paths';
import { objectName } from '../../formats/manifest/workload';
import { fieldRanges } from '../../formats/yaml/field-ranges';
import { FieldChange, toChange } from '../../tasks/reports/field-change';
import { Hunk, ObjectText, ReportedObject } from '../../tasks/reports/reported-object';
import { secretPaths } from '../../tasks/reports/secret-paths';

/** The objects of an outcome, with the emitted YAML and the changes by hardening. */
export function reportedObjects({ owner }: SynthesizedObject, outcome: Outcome): readonly ReportedObject[] {
  const constructPath = owner.node.path;
  let changes: readonly FieldChange[] | undefined;
  return outcome.objects.map(({ opened: { object, pods }, context }) => {
    const { apiVersion, kind, metadata } = object;
    const { namespace } = asObject(metadata);
    const name = objectName(object);
    const isOf = (change: FieldChange) => change.kind === kind && change.name === name && change.namespace === namespace;
    return {
      constructPath,
      apiVersion: asString(apiVersion) ?? '',
      kind: asString(kind) ?? '',
      namespace: asString(namespace),
      name,
      isWorkload: pods.length > 0,
      text: () => kind === 'Secret' ? undefined : emittedText(outcome),
      changes: () => context && {
        title: 'Changes by hardening',
        hunks: (changes ??= outcome.changes().map((change) => toChange(change, outcome.objects, constructPath))).filter(isOf).map(hunkOf),
      },
    };
  });
}

function emittedText({ manifest, text = Yaml.stringify(manifest), opened }: Outcome): ObjectText {
  const rangeOf = fieldRanges(text, manifest);
  return {
    lines: text.trimEnd().split('\n'),
    firstLine: 1,
    rangeOf,
    secrets: secretPaths(opened).map((path) => rangeOf(toJsonPointer(path))),
  };
}

function hunkOf({ pointer, control, before, after }: FieldChange): Hunk {
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  const named = (value: unknown) => value === undefined || /^\d+$/.test(field) ? value : { [field]: value };
  return { header: `${pointer} (${control})`, lines: [...valueLines('-', named(before)), ...valueLines('+', named(after))] };
}

function valueLines(mark: string, value: unknown): readonly string[] {
  return value === undefined ? [] : Yaml.stringify(value).trimEnd().split('\n').map((line) => mark + line);
}
