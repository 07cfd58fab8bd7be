import { escapePattern } from '../../formats/manifest/escape-pattern';
import { Path } from '../../formats/manifest/json';
import { toFieldPath } from '../../formats/manifest/paths';
import { PodView } from '../../formats/manifest/pod';
import { groupKind } from '../../formats/manifest/workload';
import { CATALOG } from '../../policy/controls/catalog';
import { Control, isDockerfileControl, isObjectControl, isPodControl } from '../../policy/controls/control';
import { Rule } from '../../policy/controls/specification';
import { OpenedManifest } from '../../policy/engine/open';

/** A control with its rules about one field. */
export interface FieldRules {
  readonly control: Control;
  readonly rules: readonly Rule[];
}

const KNOWN = new Map<string, RegExp | undefined>();

/** The rules about a field of a manifest, from the catalog. */
export function rulesOfField({ objects }: OpenedManifest, path: Path): readonly FieldRules[] {
  const owner = objects.find((object) => isIn(path, object.path));
  if (!owner) {
    return [];
  }
  const inPod = pathInPod(owner.pods, path);
  const inObject = toFieldPath(path.slice(owner.path.length));
  const ofPod = inPod && toFieldPath(inPod);
  const kind = groupKind(owner.object);
  return CATALOG.flatMap((control) => {
    const isOfKind = isObjectControl(control) && (control.kinds?.includes(kind) ?? true);
    const ofObject = isOfKind ? inObject : undefined;
    const field = isPodControl(control) ? ofPod : ofObject;
    return field === undefined ? [] : matching(control, (text) => patternOf(text)?.test(field) ?? false);
  });
}

/** A path as the specifications of controls write it, below `spec` or `metadata` of a pod. */
function pathInPod(pods: readonly PodView[], path: Path): Path | undefined {
  const pod = pods.find((each) => isIn(path, each.path));
  if (pod) {
    return ['spec', ...path.slice(pod.path.length)];
  }
  const template = pods.find((each) => isIn(path, each.metadataPath));
  return template && ['metadata', ...path.slice(template.metadataPath.length)];
}

/** The rules about an instruction of a Dockerfile. */
export function rulesOfInstruction(keyword: string): readonly FieldRules[] {
  const word = new RegExp(`\\b${keyword.toUpperCase()}\\b`);
  return CATALOG.filter(isDockerfileControl).flatMap((control) => matching(control, (text) => word.test(text)));
}

function matching(control: Control, isAbout: (field: string) => boolean): readonly FieldRules[] {
  const rules = 'spec' in control ? control.spec.rules.filter(({ fields }) => fields.some(isAbout)) : [];
  return rules.length > 0 ? [{ control, rules }] : [];
}

function isIn(path: Path, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}

/** A field of a specification as a pattern; words may follow the field. Undefined for words without a field. */
function patternOf(field: string): RegExp | undefined {
  if (!KNOWN.has(field)) {
    KNOWN.set(field, toPattern(field));
  }
  return KNOWN.get(field);
}

function toPattern(field: string): RegExp | undefined {
  const [path] = /^(?:\{[^}]*\}|\[[^\]]*\]|[\w.-])*/.exec(field)!;
  if (!/^(?:spec|metadata|[a-z]\w*)[.[]|^[a-z]\w*$/.test(path)) {
    return undefined;
  }
  const source = path.replace(/\{([^}]*)\}|\[\*\]|\[("[^"]*")\]|\./g, (all, choices?: string, key?: string) => {
    if (choices !== undefined) {
      return `(?:${choices.replaceAll('.', '\\.').replaceAll(',', '|')})`;
    }
    if (key !== undefined) {
      return `\\[${escapePattern(key)}\\]`;
    }
    return all === '.' ? '\\.' : ELEMENT;
  });
  return new RegExp(`^${source}(?:\\[\\d+\\])*$`);
}

/** An element of a list or a key of an object. */
const ELEMENT = '(?:\\[(?:\\d+|"[^"]*")\\]|\\.[\\w-]+)';
