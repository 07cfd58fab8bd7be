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
  const isPrepared = app.charts.has(chart) && app.changes === treeChanges();
  app.needsValidation = isPrepared; // cdk8s validates the app for every other chart.
  return isPrepared ? jsonOf(chart) : ofCdk8s();
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

/** Lets cdk8s prepare the app, by making the JSON of its largest chart. */
function prepareApp(session: SynthSession, root: IConstruct): PreparedApp {
  const changes = treeChanges();
  const keep = (charts: ReadonlySet<Chart>): PreparedApp => {
    const app = { charts, changes, needsValidation: false };
    session.keep(PREPARED, app);
    return app;
  };
  keep(new Set()); // A validation of the app may ask for the JSON of a chart.
  const charts = preparedCharts(root);
  return keep(changes === treeChanges() ? charts : new Set());
}

/** The charts whose JSON is certain to be as cdk8s makes it. If it differs for the largest chart, it is certain for none. */
function preparedCharts(root: IConstruct): ReadonlySet<Chart> {
  const constructs = root.node.findAll();
  const charts = constructs.filter(Chart.isChart).filter((chart) => originalMethod(chart, 'toJson') === Chart.prototype.toJson);
  const isWatched = charts.length >= MIN_CHARTS && constructs.every(countsChangesOf);
  return new Set(isWatched && isAsCdk8s(largest(charts, constructs)) ? charts : []);
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
