import { Finding, RelatedFinding } from './finding';
import { FindingRisk, FindingSeverity } from './finding-risk';
import { allowValueOf, defined, isLong, scalarOf, short, shortWaiver } from './shown-values';
import { findingText } from './text';
import { inLanguageOfApp } from '../../formats/language/language';
import { asObject, asString, JsonObject, Path } from '../../formats/manifest/json';
import { oncePer } from '../../formats/manifest/once-per';
import { toFieldPath, toJsonPointer } from '../../formats/manifest/paths';
import { groupOf, objectName } from '../../formats/manifest/workload';
import { CodeKind, remedyInCodeOf } from '../../policy/controls/remedy-in-code';
import { EvaluatedFinding } from '../../policy/engine/finding';
import { SuggestedWaiver, WaiverTarget } from '../../policy/settings/waiver';
import { suggestWaiver } from '../../policy/waivers/suggest';

type Range = Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;

/** The source of an object: the construct tree or a file. */
export interface Origin {
  readonly constructPath?: string;
  readonly file?: string;
  readonly document?: number;
  /** The path of the object in its document; empty unless the document is a list. */
  readonly path?: Path;
  /** The range of a field of the document in the file. */
  readonly rangeOf?: (path: Path) => Range;
  /** The range of the field's key. */
  readonly keyRangeOf?: (path: Path) => Range;
  /** The file that a rendered object comes from, if that is known. */
  readonly sourceOf?: () => string | undefined;
  /** The value of the chart that reaches the field. */
  readonly chartValue?: string;
  /** The folder of tests of a chart around the file. */
  readonly chartTests?: string;
  /** The kustomizations that render the same finding, beginning with the one of `file`. */
  readonly overlays?: readonly string[];
  /** Who writes the live object again. */
  readonly managedBy?: string;
  /** The kind of code that made the object, if remedies are in its terms. */
  readonly code?: CodeKind;
}

/**
 * A finding on an object as reports show it.
 *
 * @param object the evaluated object. If it is a list, it also has the waivers for its items
 */
export function toFinding(evaluated: EvaluatedFinding, object: JsonObject, origin: Origin): Finding {
  return defined(new LazyFinding(evaluated, object, origin).toJSON());
}

/** A finding whose fields are computed on each access. It keeps the whole object in memory, so store its texts instead of the finding. */
export class LazyFinding {
  private knownRange?: Range;

  /** @param object as for `toFinding` */
  constructor(public readonly evaluated: EvaluatedFinding, public readonly object: JsonObject, public readonly origin: Origin) {}

  /** The object, which can be an item of a list. */
  public get own(): JsonObject {
    return this.evaluated.object ?? this.object;
  }

  /** The field, from the root of the document. */
  public get place(): Path {
    const { evaluated: { path }, origin: { path: base = [] } } = this;
    return base.length > 0 ? [...base, ...path] : path;
  }

  public get range(): Range {
    return this.knownRange ??= this.origin.rangeOf?.(this.place) ?? {};
  }

  /** The finding with the chart value for its field. */
  public withChartValue(chartValue: string): LazyFinding {
    return new LazyFinding(this.evaluated, this.object, { ...this.origin, chartValue });
  }

  /** The finding with the overlays that have it. The list may grow. */
  public withOverlays(overlays: readonly string[]): LazyFinding {
    return new LazyFinding(this.evaluated, this.object, { ...this.origin, overlays });
  }

  /** All fields in their order in reports. A literal prints faster than an object that gets its fields one by one. */
  public toJSON(): Finding {
    const { control, risk, severity, waived, baselined, constructPath, file, source, overlays, chartTests } = this;
    const { managedBy, chartValue } = this;
    const { document, line, column, endLine, endColumn } = this;
    const { apiVersion, kind, namespace, name, template, container, path, field, value, allowValue, message } = this;
    const { remedy, also, waiver, suggestedWaiver } = this;
    return {
      control,
      risk,
      severity,
      waived,
      baselined,
      constructPath,
      file,
      source,
      overlays,
      chartTests,
      managedBy,
      chartValue,
      document,
      line,
      column,
      endLine,
      endColumn,
      apiVersion,
      kind,
      namespace,
      name,
      template,
      container,
      path,
      field,
      value,
      allowValue,
      message,
      remedy,
      also,
      waiver,
      suggestedWaiver,
    };
  }
}

export interface LazyFinding extends Finding {}

type Fields = { readonly [field in keyof Finding]-?: (finding: LazyFinding) => Finding[field] };

/** The fields of a finding on an object. Only findings on Dockerfiles have an instruction. */
const FIELDS: Omit<Fields, 'instruction'> = {
  control: ({ evaluated }) => evaluated.control.id,
  risk: ({ evaluated }) => evaluated.risk as FindingRisk,
  severity: ({ evaluated }) => evaluated.severity as FindingSeverity,
  waived: ({ evaluated }) => evaluated.waiver !== undefined,
  baselined: ({ evaluated }) => evaluated.isListed || undefined,
  constructPath: ({ origin }) => origin.constructPath,
  file: ({ origin }) => origin.file,
  source: ({ origin }) => short(origin.sourceOf?.()),
  overlays: ({ origin: { overlays = [] } }) => overlays.length > 1 ? [...overlays] : undefined,
  chartTests: ({ origin }) => short(origin.chartTests),
  managedBy: ({ origin }) => short(origin.managedBy),
  chartValue: ({ origin }) => short(origin.chartValue),
  document: ({ origin }) => origin.document,
  line: ({ range }) => range.line,
  column: ({ range }) => range.column,
  endLine: ({ range }) => range.endLine,
  endColumn: ({ range }) => range.endColumn,
  apiVersion: ({ own }) => short(asString(own.apiVersion) ?? ''),
  kind: ({ own }) => short(asString(own.kind) ?? ''),
  namespace: ({ own }) => short(asString(asObject(own.metadata).namespace)),
  name: ({ own }) => short(objectName(own)),
  template: ({ evaluated }) => short(evaluated.template),
  container: ({ evaluated }) => short(evaluated.container),
  path: ({ place }) => short(toJsonPointer(place)),
  field: ({ evaluated }) => short(toFieldPath(evaluated.path)),
  value: ({ evaluated }) => scalarOf(evaluated.value),
  allowValue: ({ evaluated }) => allowValueOf(evaluated),
  message: ({ evaluated, overlays }) => `${short(findingText(evaluated))}${overlays ? ` (in ${overlays.length} overlays)` : ''}`,
  remedy: ({ evaluated, origin }) => short(remedyFor(evaluated, origin)),
  also: ({ evaluated, object, origin }) => evaluated.also?.map((each) => toRelated(each, object, origin)),
  waiver: ({ evaluated: { waiver } }) => waiver && shortWaiver(waiver),
  suggestedWaiver: ({ evaluated, object }) => evaluated.waiver ? undefined : suggested(evaluated, object),
};

for (const [field, read] of Object.entries(FIELDS)) {
  Object.defineProperty(LazyFinding.prototype, field, { get(this: LazyFinding) { return read(this); } });
}

/** A finding as it is listed in `also` of another finding with the same cause. */
function toRelated(evaluated: EvaluatedFinding, object: JsonObject, origin: Origin): RelatedFinding {
  const finding = new LazyFinding(evaluated, object, origin);
  const { control, risk, severity, line, column, endLine, endColumn, container, path, field, value, allowValue, message } = finding;
  return defined({ control, risk, severity, line, column, endLine, endColumn, container, path, field, value, allowValue, message });
}

/** The remedy for the reader: with the fields of YAML, or with the props of the code that created the object. */
function remedyFor({ remedy, remedyInCode }: EvaluatedFinding, { code }: Origin): string {
  return code === undefined ? remedy : inLanguageOfApp(remedyInCodeOf(remedyInCode, code) ?? remedy);
}

function suggested(evaluated: EvaluatedFinding, object: JsonObject): SuggestedWaiver | undefined {
  const waiver = suggestWaiver(evaluated);
  const target = waiver && targetOf(object);
  return target === undefined || isLong(waiver!) ? undefined : { ...waiver!, target };
}

/** The target of a waiver for an object, for all its findings; undefined if no waiver can name it. */
const targetOf = oncePer((object: JsonObject): WaiverTarget | undefined => {
  const { apiVersion, kind, metadata } = object;
  const { namespace } = asObject(metadata);
  const name = objectName(object);
  if (typeof kind !== 'string' || name === '' || isLong({ kind, name, namespace, apiVersion })) {
    return undefined;
  }
  const group = groupOf(apiVersion);
  // A target without a group means the groups of Kubernetes itself.
  const apiGroup = group.includes('.') && !/\bk8s\.io$/.test(group) ? group : undefined;
  return defined({ kind, name, namespace: asString(namespace), apiGroup });
});
