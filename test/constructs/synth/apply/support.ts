import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Testing } from 'cdk8s';
import { ApplyOptions, Hardening } from '../../../../src';
import { readDocuments } from '../../../../src/formats/yaml/documents';
import { readDocument } from '../../../../src/formats/yaml/read-document';

/** A pod spec that says nothing about security. */
export const BARE_SPEC = { containers: [{ name: 'main', image: 'ghcr.io/acme/api:1' }] };

/** What "restricted" requires of such a pod, and nothing else. */
export const RESTRICTED_SPEC = {
  containers: [{ name: 'main', image: 'ghcr.io/acme/api:1', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
};

export const deployment = (spec: object = BARE_SPEC, name = 'web') => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec } },
});

export const pod = (spec: object = BARE_SPEC, name = 'web') => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec });

/** A chart in an app of its own, without a namespace. */
export function newChart(): Chart {
  return new Chart(new App({ outdir: '/nowhere' }), 'shop');
}

export function applied(options: ApplyOptions = {}): Chart {
  const chart = newChart();
  Hardening.of(chart).apply(options);
  return chart;
}

/** The objects of a YAML text, as kubectl reads them. */
export function kubectlObjects(text: string): any[] {
  return [...readDocuments([Buffer.from(text)])].map(readDocument).filter((value) => value !== null);
}

/** The objects of a chart, as kubectl reads them from the YAML of its app. */
export function emitted(chart: Chart): any[] {
  return kubectlObjects(App.of(chart).synthYaml());
}

/** The pod specs of an object, wherever its kind has them. */
export function podSpecsIn(object: any): any[] {
  return object.items ? object.items.flatMap(podSpecsIn)
    : [object.kind === 'Pod' ? object.spec : object.spec?.jobTemplate?.spec.template.spec ?? object.spec?.template?.spec].filter(Boolean);
}

export const podSpecsOf = (chart: Chart) => emitted(chart).flatMap(podSpecsIn);

export function file(...documents: (string | object)[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'apply-')), 'file.yaml');
  writeFileSync(path, documents.map((document) => typeof document === 'string' ? document : JSON.stringify(document, null, 2)).join('\n---\n'));
  return path;
}

/** What a synthesis prints to standard error. */
export function printed(chart: Chart): string {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    Testing.synth(chart);
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}
