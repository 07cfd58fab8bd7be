import { readFileSync } from 'fs';
import { ValuesOptions, ValuesSettings } from './options';
import { asObject, JsonObject } from '../../../formats/manifest/json';
import { readSingleDocument } from '../../../formats/yaml/single-document';
import { assessor } from '../../../tasks/chart-values/chart/assessment';
import { Chart, mergedValues } from '../../../tasks/chart-values/chart/chart';
import { Render } from '../../../tasks/chart-values/chart/render';
import { ValuesRequest } from '../../../tasks/chart-values/chart-values';
import { templateFile } from '../../../tasks/charts/template-file';
import { countText } from '../../../tasks/reports/text';
import { Progress } from '../progress';

/** Milliseconds after which a run prints its progress. */
const PATIENCE = 2000;

/** The request for the search for values. */
export function valuesRequest(
  chart: Chart, options: ValuesOptions, { settings, level, maxRenders }: ValuesSettings, render: Render, progress: Progress,
): ValuesRequest {
  const start = Date.now();
  const { chart: name, namespace, values } = options;
  return {
    chart,
    userValues: values.reduce<JsonObject>((merged, file) => mergedValues(merged, valuesIn(file)), {}),
    render,
    assess: assessor({ name, rendering: { kind: 'chart', isForeign: true, namespace, sources: [], fileOf: templateFile(name) } }, settings, new Date()),
    level,
    maxRenders,
    onRender: (count) => {
      if (Date.now() - start > PATIENCE) {
        progress.show(() => `rendered ${countText(count, 'time')}, ${maxRenders} at most`);
      }
    },
  };
}

/** Helm refuses files that cannot be read, in its own words. */
function valuesIn(file: string): JsonObject {
  try {
    return asObject(readSingleDocument(readFileSync(file)).value);
  } catch {
    return {};
  }
}
