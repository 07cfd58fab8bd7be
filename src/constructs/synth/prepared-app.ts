/*
 * For each chart, cdk8s resolves the dependencies of the whole app and validates the whole app again. With many charts, this takes most of
 * the time of a synthesis. While nothing in the tree changes, once is enough: docs/explanation/many-charts.md.
 */
import { isDeepStrictEqual } from 'util';
import { ApiObject, Chart, DependencyGraph } from 'cdk8s';
import { IConstruct } from 'constructs';
import { originalMethod } from './override-methods';
import { SynthSession } from './session';
import { countsChangesOf, treeChanges } from './tree-changes';

/** With fewer charts, the comparison with cdk8s takes as long as it saves. */
const MIN_CHARTS = 3;

/** The charts of one synthesis whose JSON needs no preparation of the app. */
interface PreparedApp {
  readonly charts: ReadonlySet<Chart>;
  /** The state of the tree that cdk8s prepared. */
  readonly changes: number;
  /** Whether charts were emitted after the last validation. */
  needsValidation: boolean;
}

/** The session's key. */
const PREPARED = {};

/**
 * The JSON of a chart, for cdk8s only. The first call in a session lets cdk8s prepare the app. Later calls skip the preparation, unless the
 * tree has changed or the class of the chart has its own `toJson`.
 *
 * @param ofCdk8s calls `toJson` of the chart
 */
export function chartJson(chart: Chart, ofCdk8s: () => unknown): unknown {
  const session = SynthSession.of(chart);
  const app = session.recall<PreparedApp>(PREPARED) ?? prepareApp(session, chart.node.root);
  app.needsValidation = app.changes === treeChanges() && app.charts.has(chart);
  return app.needsValidation ? jsonOf(chart) : ofCdk8s();
}

/**
 * Validates an app after its last chart, because cdk8s validates it before each chart, and later calls skipped that.
 *
 * @throws the error of cdk8s, if a validation fails
 */
export function validateAfterCharts(root: IConstruct): void {
  if (SynthSession.of(root).recall<PreparedApp>(PREPARED)?.needsValidation) {
    const errors = root.node.findAll().flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
    if (errors.length > 0) {
      throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
    }
  }
}

/** Lets cdk8s make the JSON of the largest chart. If it differs from ours, cdk8s makes the JSON of all charts. */
function prepareApp(session: SynthSession, root: IConstruct): PreparedApp {
  const constructs = root.node.findAll();
  const charts = constructs.filter(Chart.isChart).filter((chart) => originalMethod(chart, 'toJson') === Chart.prototype.toJson);
  const before = treeChanges();
  session.keep(PREPARED, { charts: new Set(), changes: before, needsValidation: false }); // A validation may ask for a chart.
  const isSame = charts.length >= MIN_CHARTS && constructs.every(countsChangesOf) && isAsCdk8s(largest(charts, constructs));
  const isPrepared = isSame && before === treeChanges();
  const app = { charts: new Set(isPrepared ? charts : []), changes: before, needsValidation: false };
  session.keep(PREPARED, app);
  return app;
}

function isAsCdk8s(chart: Chart): boolean {
  return isDeepStrictEqual(originalMethod(chart, 'toJson').call(chart), jsonOf(chart));
}

function largest(charts: readonly Chart[], constructs: readonly IConstruct[]): Chart {
  const sizes = new Map<IConstruct, number>();
  for (const apiObject of constructs.filter(ApiObject.isApiObject)) {
    const chart = Chart.of(apiObject);
    sizes.set(chart, (sizes.get(chart) ?? 0) + 1);
  }
  const size = (chart: Chart) => sizes.get(chart) ?? 0;
  return charts.reduce((a, b) => size(b) > size(a) ? b : a);
}

/** The JSON of a chart's objects, in the order of cdk8s. */
function jsonOf(chart: Chart): unknown[] {
  return new DependencyGraph(chart.node).topology()
    .filter(ApiObject.isApiObject)
    .filter((apiObject) => Chart.of(apiObject) === chart)
    .map((apiObject) => apiObject.toJson());
}
