import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import { readDockerfile } from '../src/formats/dockerfile/parser/read-dockerfile';
import { isObject, JsonObject } from '../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../src/formats/manifest/pod';
import { amended, DEFAULT_CONTEXT } from '../src/policy/context/context';
import { Control, isDockerfileControl, isPodControl } from '../src/policy/controls/control';
import { evaluate, evaluateDockerfile } from '../src/policy/engine/evaluate';
import { EvaluatedFinding } from '../src/policy/engine/finding';
import { FindingFixes } from '../src/policy/engine/fix-finding';
import { planOf } from '../src/policy/engine/plan';
import { profileOf } from '../src/policy/engine/profile';

import { goodPod } from '../test/policy/controls/support';
import { UNSAFE_CHANGES } from '../test/properties/unsafe-changes';
import { UNSAFE_DOCKERFILES, UNSAFE_OBJECTS } from '../test/properties/unsafe-objects';

/** What a control finds in an input that the tests have for it, and how hardening fixes it. */
export interface ControlExample {
  readonly finding: EvaluatedFinding;
  /** Undefined for a Dockerfile. */
  readonly object?: JsonObject;
  /** The lines that hardening changes, as in a diff; undefined if it does not fix the finding. */
  readonly fix?: string;
}

/** Undefined for a control whose findings follow from more than one input. */
export function exampleOf(control: Control): ControlExample | undefined {
  const { id } = control;
  if (isDockerfileControl(control)) {
    const [[text = ''] = []] = UNSAFE_DOCKERFILES[id] ?? [];
    const finding = text === '' ? undefined : evaluateDockerfile(readDockerfile(Buffer.from(text)), profileOf('hardened')).find((each) => each.control === control);
    return finding && { finding };
  }
  return isPodControl(control) ? podExample(control) : objectExample(control);
}

function podExample(control: Control): ControlExample | undefined {
  const change = UNSAFE_CHANGES[control.id]?.find(({ lists }) => lists.includes('containers'));
  if (!change) {
    return undefined;
  }
  const { makeSafe, makeUnsafe, version, context } = change;
  const object = goodPod((spec, pod) => {
    const [main] = spec.containers;
    pod.metadata = { name: 'web', namespace: 'shop' };
    Object.assign(spec, { initContainers: [], ephemeralContainers: [] });
    spec.volumes = spec.volumes.filter(({ name }: JsonObject) => name === 'tmp-main');
    makeSafe(main, spec, pod.metadata);
    makeUnsafe(main, spec, pod.metadata);
    CONTAINER_LISTS.filter((list) => spec[list].length === 0).forEach((list) => delete spec[list]);
  });
  const finding = evaluate(object, profileOf(control.level as 'hardened', version), amended(DEFAULT_CONTEXT, context))
    .find((each) => each.control === control);
  return finding && { finding, object, fix: context ? undefined : fixOf(object, finding) };
}

function objectExample(control: Control): ControlExample | undefined {
  const [[object]] = UNSAFE_OBJECTS[control.id] ?? [[]];
  const finding = isObject(object) ? evaluate(object, profileOf('hardened')).find((each) => each.control === control) : undefined;
  return finding && { finding, object: object as JsonObject };
}

function fixOf(object: JsonObject, { control: { id }, container }: EvaluatedFinding): string | undefined {
  const fixes = new FindingFixes(object, (each, pods) => planOf({ profile: 'hardened' }, each, undefined, pods));
  const target = { control: id, index: 0, container };
  const [own] = fixes.fixes(target);
  const [fixed] = own ? [own] : fixes.fixes(target, { overridesUnsafe: true });
  return fixed && structuredPatch('', '', stringify(object), stringify(fixed), '', '', { context: 2 }).hunks
    .map(({ lines }) => lines.join('\n')).join('\n  ...\n');
}
