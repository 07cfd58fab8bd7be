import { ValuesOptions, ValuesSettings } from './options';
import { InputError } from '../../../formats/manifest/input-error';
import { Rendering } from '../../../tasks/audit/input';
import { Assess, assessor } from '../../../tasks/chart-values/chart/assessment';
import { Chart } from '../../../tasks/chart-values/chart/chart';
import { Render } from '../../../tasks/chart-values/chart/render';
import { userValues } from '../../../tasks/chart-values/chart/user-values';
import { ValuesRequest } from '../../../tasks/chart-values/chart-values';
import { templateFile } from '../../../tasks/charts/template-file';
import { countText } from '../../../tasks/reports/text';
import { Progress } from '../progress';

/** Milliseconds after which a run prints its progress. */
const PATIENCE = 2000;

/** Most charts need three renderings, see docs/explanation/charts.md. */
const MAX_RENDERS = 100;

/** The inputs of the search for values. */
export function valuesRequest(
  chart: Chart, options: ValuesOptions, { settings, level }: ValuesSettings, render: Render, progress: Progress,
  onRemark: (line: string) => void,
): ValuesRequest {
  const start = Date.now();
  const { chart: name, namespace, values } = options;
  const rendering: Rendering = { kind: 'chart', isForeign: true, namespace, sources: [], fileOf: templateFile(name) };
  return {
    chart,
    userValues: userValues(values.map((path) => ({ path }))),
    render,
    assess: forWorkloads(name, assessor({ name, rendering }, settings, new Date()), onRemark),
    level,
    maxRenders: MAX_RENDERS,
    onRender: (count) => {
      if (Date.now() - start > PATIENCE) {
        progress.show(() => `rendered ${countText(count, 'time')}, ${MAX_RENDERS} at most`);
      }
    },
  };
}

/** Reports a chart without workloads. As in an audit, a chart without objects is an error, and a chart without workloads is not. */
function forWorkloads(chart: string, assess: Assess, onRemark: (line: string) => void): Assess {
  const hint = 'pass the values of the deployment with -f or --set';
  return (text, original) => {
    const assessment = assess(text, original);
    if (original === undefined && assessment.objects.length === 0) {
      throw new InputError(`${chart}: renders nothing with these values: ${hint}`);
    }
    if (original === undefined && assessment.workloads.length === 0) {
      onRemark(`${chart}: renders no workloads with these values, so there is nothing to harden: if it should have some, ${hint}`);
    }
    return assessment;
  };
}
