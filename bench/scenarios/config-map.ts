import { ConfigMap } from 'cdk8s-plus-28';
import { AddWorkload } from './synthesis';

/** As a dashboard of Grafana or a list of rules is: long lines, quotes, colons and numbers. */
const LINE = '  - { title: "Requests of the shop", expr: \'sum(rate(http_requests_total{job="shop"}[5m])) by (code)\', id: 17, legend: "{{ code }}" }\n';
const SIZE = 200_000;

/** A chart with a text of 200 kB, beside a workload. */
export function withConfigMap(add: AddWorkload): AddWorkload {
  const text = LINE.repeat(SIZE / LINE.length);
  return (chart, id, number) => {
    new ConfigMap(chart, `${id}-dashboards`, { data: { 'dashboards.yaml': `# ${id}\npanels:\n${text}` } });
    add(chart, id, number);
  };
}
