import { App, Chart } from 'cdk8s';
import { FailOn, Finding, Hardening } from '../../../src';
import { container, newChart } from '../../constructs/workloads/support';

/** What the report on an app finds by one control; the error of its synthesis must show the same. */
export function reportedBy(control: string, build: (chart: Chart, app: App) => unknown): readonly Finding[] {
  const chart = newChart();
  const app = App.of(chart) as App;
  build(chart, app);
  Hardening.of(app).enforce({ failOn: FailOn.NEVER });
  const found = Hardening.of(app).report().findings.filter((finding) => finding.control === control);
  let error = '';
  try {
    app.synthYaml();
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  found.forEach(({ constructPath, message, remedy }) => {
    expect(error).toContain(`[${constructPath}] ${message}\n      Fix: ${remedy}.`);
  });
  return found;
}

export { container };
