import { isDeepStrictEqual } from 'util';
import { ApiObject, Chart } from 'cdk8s';
import { originalMethod } from './override-methods';
import { SynthesizedObject } from './synthesized-object';
import { asObject, isObject } from '../manifest/json';
import { toPlainData } from '../manifest/plain-data';
import { printable } from '../reports/printable';

/**
 * Compares what leaves a chart with what was evaluated. A subclass of Chart can return anything from `toJson`.
 *
 * @throws if the chart has hardened or enforced objects, and returns one that was not evaluated
 */
export function checkLeaving(chart: Chart, leaving: unknown[]): unknown[] {
  if (!overridesToJson(chart) || !Array.isArray(leaving)) {
    return leaving;
  }
  const objects = chart.node.findAll().filter(ApiObject.isApiObject).map(SynthesizedObject.of);
  const isGuarded = objects.some((object) => object.isGuarded);
  return leaving.map((json) => {
    const data = isObject(json) ? toPlainData(json).data : undefined;
    const object = objects.find((each) => isDeepStrictEqual(data, each.evaluate().manifest));
    if (!object && isGuarded && isObject(json)) {
      const { kind, metadata } = json;
      const what = printable(`Chart "${chart.node.path}" returns ${kind} "${asObject(metadata).name}"`);
      throw new Error(`${what} from toJson() in a form that was not evaluated: `
        + 'return what super.toJson() returns, and change objects with ApiObject.addJsonPatch()');
    }
    return object ? object.marked(json as object) : json;
  });
}

/** Through its class, or in Python and Java through a property of its own. */
function overridesToJson(chart: Chart): boolean {
  return originalMethod(chart, 'toJson') !== Chart.prototype.toJson;
}
