import { isDeepStrictEqual } from 'util';
import { App, Chart } from 'cdk8s';
import { apiObjectsBelow } from './api-objects';
import { attachFastPrinter, attachText, emittedText } from './emitted-text';
import { definitionsOf, originalMethod } from './override-methods';
import { gatesFor } from './scopes';
import { SynthesizedObject } from './synthesized-object';
import { OptionError } from '../../formats/language/option-error';
import { asObject, clone, isAbsent, isObject, JsonObject } from '../../formats/manifest/json';
import { toPlainData } from '../../formats/manifest/plain-data';
import { printable } from '../../tasks/reports/printable';

/**
 * Compares the output of a chart with the evaluated objects, because a subclass of Chart can return anything from `toJson`.
 *
 * @returns copies, so that no code can change them before cdk8s prints them
 * @throws if kubectl would read an object differently, or if an enforced chart, or a chart with hardened or enforced objects, returns
 * objects that were not evaluated
 */
export function checkLeaving(chart: Chart, leaving: unknown): unknown {
  if (!overridesToJson(chart) || isAbsent(leaving)) {
    return leaving;
  }
  const objects = apiObjectsBelow(chart).map(SynthesizedObject.of);
  const isGuarded = gatesFor(chart).length > 0 || objects.some((object) => object.isGuarded);
  // cdk8s prints all values of the result, even if it is not a list, and skips undefined values.
  return Object.values(leaving).map((json) => json === undefined ? undefined : checkObject(chart, json, objects, isGuarded));
}

/** The result that a chart returns to cdk8s, which prints each object. */
export function printedFast(leaving: unknown): unknown {
  if (typeof leaving === 'object' && leaving !== null) {
    Object.values(leaving).filter(isObject).forEach(attachFastPrinter);
  }
  return leaving;
}

function checkObject(chart: Chart, json: unknown, objects: readonly SynthesizedObject[], isGuarded: boolean): unknown {
  const { data, problems } = toPlainData({ json });
  const object = objects.find((each) => isDeepStrictEqual(data.json, each.evaluate().manifest));
  if (object) {
    return object.marked(data.json as JsonObject);
  }
  const { kind, metadata } = asObject(json);
  const what = `Chart "${chart.node.path}" returns `
    + `${isObject(json) ? `${kind} "${asObject(metadata).name}"` : `a ${typeof json}`} from toJson()`;
  if (isGuarded || !isObject(data.json)) {
    throw new OptionError(printable(`${what} in a form that was not evaluated: `
      + 'return the result of super.toJson(), and change objects with ApiObject.addJsonPatch()'));
  }
  return printed(data.json, problems, what);
}

/** Checks an object that was not evaluated: kubectl must read it unchanged, or a value in it could become an additional pod. */
function printed(json: JsonObject, problems: readonly string[], what: string): JsonObject {
  const { own, problem = problems[0] } = emittedText(json);
  if (problem !== undefined) {
    throw new OptionError(printable(`${what}, and ${problem}`));
  }
  const copy = clone(json);
  if (own !== undefined) {
    attachText(copy, json, own);
  }
  return copy;
}

/**
 * Checks that all charts of an app are in its tree. A subclass of App can list any charts, but charts of another app are not evaluated.
 *
 * @throws naming the first chart of another app
 */
export function checkCharts(app: App): void {
  const foreign = definitionsOf(app, 'charts').length > 1 ? app.charts.find(({ node }) => node.root !== app) : undefined;
  if (foreign) {
    throw new Error(printable(`App.charts returns the chart "${foreign.node.path}" of another app, which was not evaluated: `
      + 'create the chart in this app, or synthesize the other app by itself'));
  }
}

/** Whether a chart overrides `toJson`: in its class or, with jsii (Python, Java, ...), as its own property. */
function overridesToJson(chart: Chart): boolean {
  return originalMethod(chart, 'toJson') !== Chart.prototype.toJson;
}
