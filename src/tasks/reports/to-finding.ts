import { createHash } from 'crypto';
import { Finding, RelatedFinding } from './finding';
import { findingText } from './text';
import { DockerfileView } from '../../formats/dockerfile/model/dockerfile';
import { inLanguageOfApp } from '../../formats/language/language';
import { asObject, asString, JsonObject, Path } from '../../formats/manifest/json';
import { toFieldPath, toJsonPointer } from '../../formats/manifest/paths';
import { groupOf, objectName } from '../../formats/manifest/workload';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { SuggestedWaiver, Waiver } from '../../policy/settings/waiver';
import { suggestWaiver } from '../../policy/waivers/suggest';
import { DOCKERFILE } from '../../policy/waivers/target';

/** Where an object comes from: the construct tree or a file. */
export interface Origin {
  readonly constructPath?: string;
  readonly file?: string;
  readonly document?: number;
  /** Where the object is in its document; empty unless the document is a list. */
  readonly path?: Path;
  /** Where in the file a field of the document is. */
  readonly rangeOf?: (path: Path) => Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;
  /** The file that a rendered object comes from, if that is known. */
  readonly sourceOf?: () => string | undefined;
  /** Whether remedies are given in the terms of the code that made the object. */
  readonly inCode?: boolean;
}

/**
 * A finding on an object as reports show it.
 *
 * @param object the object that was evaluated; waivers for its items, if it is a list, are its own
 */
export function toFinding(evaluated: EvaluatedFinding, object: JsonObject, origin: Origin): Finding {
  const { control, risk, severity, template, path, also, waiver, isListed } = evaluated;
  const own = evaluated.object ?? object;
  const { apiVersion, kind, metadata } = own;
  const { namespace } = asObject(metadata);
  const place = origin.path?.length ? [...origin.path, ...path] : path;
  return defined({ // In the order in which it is written.
    control: control.id,
    risk,
    severity,
    waived: waiver !== undefined,
    baselined: isListed || undefined,
    constructPath: origin.constructPath,
    file: origin.file,
    source: short(origin.sourceOf?.()),
    document: origin.document,
    ...origin.rangeOf?.(place),
    apiVersion: short(asString(apiVersion) ?? ''),
    kind: short(asString(kind) ?? ''),
    namespace: short(asString(namespace)),
    name: short(objectName(own)),
    template: short(template),
    ...foundAt(place, evaluated),
    remedy: short(remedyFor(evaluated, origin)),
    also: also?.map((each) => toRelated(each, origin)),
    waiver: waiver && shortWaiver(waiver),
    suggestedWaiver: waiver ? undefined : suggested(evaluated, object),
  });
}

function toRelated(evaluated: EvaluatedFinding, { path: base = [], rangeOf }: Origin): RelatedFinding {
  const { control, risk, severity, path } = evaluated;
  const place = base.length > 0 ? [...base, ...path] : path;
  return defined({
    control: control.id,
    risk,
    severity,
    ...rangeOf?.(place),
    ...foundAt(place, evaluated),
  });
}

/** What a finding and one with the same cause say alike. */
function foundAt(place: Path, evaluated: EvaluatedFinding): Pick<Finding, 'container' | 'path' | 'field' | 'value' | 'allowValue' | 'message'> {
  const { container, path, value } = evaluated;
  return {
    container: short(container),
    path: short(toJsonPointer(place)),
    field: short(toFieldPath(path)),
    value: scalarOf(value),
    allowValue: allowValueOf(evaluated),
    message: short(findingText(evaluated)),
  };
}

/**
 * A finding on a Dockerfile as reports show it.
 *
 * @param line of a finding that is about no instruction
 */
export function toDockerfileFinding(evaluated: EvaluatedFinding, view: DockerfileView, file: string, line = 1): Finding {
  const { control, risk, severity, path, waiver, remedy } = evaluated;
  const target = { kind: DOCKERFILE, name: file };
  const suggestion = suggestWaiver(evaluated);
  return defined({
    control: control.id,
    risk,
    severity,
    waived: waiver !== undefined,
    file,
    document: 1,
    line,
    ...placeOf(view, evaluated),
    apiVersion: '',
    kind: DOCKERFILE,
    name: file,
    path: toJsonPointer(path),
    field: toFieldPath(path),
    allowValue: allowValueOf(evaluated),
    message: short(findingText(evaluated)),
    remedy: short(remedy),
    waiver: waiver && shortWaiver(waiver),
    suggestedWaiver: waiver || !suggestion || isLong(suggestion) ? undefined : { ...suggestion, target },
  });
}

function placeOf({ directives, instructions }: DockerfileView, { path: [list, index] }: EvaluatedFinding): Pick<Finding, 'line' | 'endLine' | 'instruction'> {
  switch (list) {
    case 'directives': return { line: directives[Number(index)].line };
    case 'instructions': {
      const { line, endLine, keyword } = instructions[Number(index)];
      return { line, endLine, instruction: keyword };
    }
    default: return {};
  }
}

/** In the terms of who reads it: the fields of YAML, or the props of the code that made the object. */
function remedyFor({ remedy, remedyInCode }: EvaluatedFinding, { inCode }: Origin): string {
  return inCode ? inLanguageOfApp(remedyInCode ?? remedy) : remedy;
}

function suggested(evaluated: EvaluatedFinding, object: JsonObject): SuggestedWaiver | undefined {
  const { apiVersion, kind, metadata } = object;
  const { namespace } = asObject(metadata);
  const name = objectName(object);
  const waiver = suggestWaiver(evaluated);
  if (!waiver || typeof kind !== 'string' || name === '' || isLong(waiver) || isLong({ kind, name, namespace, apiVersion })) {
    return undefined;
  }
  const group = groupOf(apiVersion);
  // Groups of Kubernetes itself need not be named: a target without a group means them.
  const apiGroup = group.includes('.') && !/\bk8s\.io$/.test(group) ? group : undefined;
  return { ...waiver, target: defined({ kind, name, namespace: asString(namespace), apiGroup }) };
}

/** An object can be large, and a secret must not be shown: only what the message also shows is passed on. */
function scalarOf(value: unknown): unknown {
  return typeof value === 'string' ? short(value) : typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** What a baseline must know of a finding, also where no waiver can be suggested. */
function allowValueOf({ allowKey, value, path }: EvaluatedFinding): string | undefined {
  const isShown = path.length > 0 && allowKey === scalarOf(value);
  return allowKey === undefined || isShown ? undefined
    : allowKey.length > MAX_LENGTH ? `${allowKey.slice(0, 100)}… sha256:${createHash('sha256').update(allowKey).digest('hex')}` : allowKey;
}

/** Without the fields that are undefined, so that a finding prints as it is. A copy: an object that loses fields is slow ever after. */
function defined<T extends object>(fields: T): T {
  const kept = {} as T;
  for (const key in fields) {
    if (fields[key] !== undefined) {
      kept[key] = fields[key];
    }
  }
  return kept;
}

/** Far more than any name or path that Kubernetes takes. Longer ones, a thousand times in a report, would fill the disk. */
const MAX_LENGTH = 4000;

function short(text: string): string;
function short(text: string | undefined): string | undefined;
function short(text: string | undefined): string | undefined {
  return text !== undefined && text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** A suggestion must fit what it is for, so it is not cut but left out. */
function isLong(fields: object): boolean {
  return lengthOf(fields) > MAX_LENGTH;
}

/** Of all texts in a waiver or a target, and in their lists. */
function lengthOf(fields: object): number {
  let length = 0;
  for (const key in fields) {
    const value: unknown = fields[key as keyof typeof fields];
    length += typeof value === 'string' ? value.length : typeof value === 'object' && value !== null ? lengthOf(value) : 0;
  }
  return length;
}

function shortWaiver(waiver: Waiver): Waiver {
  const { control, controls, profile, reason, expires, owner, ticket } = waiver;
  return isLong(waiver)
    ? defined({ control, controls, profile, reason: short(reason), expires, owner: short(owner), ticket: short(ticket) })
    : waiver;
}
