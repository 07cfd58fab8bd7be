import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, AppProps, Chart, Yaml, YamlOutputType } from 'cdk8s';
import { readDocuments } from '../../src/formats/yaml/documents';
import { readDocument } from '../../src/formats/yaml/read-document';

/** A container, a pod spec and a Pod that no profile accepts. */
export const EVIL_CONTAINER = { name: 'main', image: 'app:1', securityContext: { privileged: true } };
export const EVIL_SPEC = { hostPID: true, containers: [EVIL_CONTAINER], volumes: [{ name: 'root', hostPath: { path: '/' } }] };
export const EVIL_POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'evil' }, spec: EVIL_SPEC };

/** Makes an app with charts in it. */
export type Build = (props: AppProps) => App;

const OUTPUT_TYPES = Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type !== 'string');

/** Every way from an app to YAML, by its name. */
const EXITS: { readonly [name: string]: (build: Build) => string } = {
  'synthYaml': (build) => build({}).synthYaml(),
  'Chart.toJson': (build) => Yaml.stringify(...build({}).charts.flatMap((chart) => chart.toJson())),
  'ApiObject.toJson': (build) => Yaml.stringify(...build({}).charts.flatMap((chart: Chart) => chart.apiObjects).map((object) => object.toJson())),
  ...Object.fromEntries(OUTPUT_TYPES.map((yamlOutputType) => [`synth ${YamlOutputType[yamlOutputType]}`, (build: Build) => filesOf(build, yamlOutputType)])),
};

function filesOf(build: Build, yamlOutputType: YamlOutputType): string {
  const folder = mkdtempSync(join(tmpdir(), 'attack-'));
  try {
    const app = build({ outdir: join(folder, 'dist'), yamlOutputType });
    let error: unknown;
    try {
      app.synth();
    } catch (thrown) {
      error = thrown;
    }
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const text = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('---\n');
    if (error !== undefined && !isUnsafe(text)) {
      throw error;
    }
    return text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Per way out: the message of the error, or "safe", or "UNSAFE" where a pod left that no profile accepts. */
export function leaving(build: Build): { readonly [exit: string]: string } {
  return Object.fromEntries(Object.entries(EXITS).map(([name, exit]) => {
    try {
      return [name, isUnsafe(exit(build)) ? 'UNSAFE' : 'safe'];
    } catch (error) {
      return [name, (error as Error).message];
    }
  }));
}

/**
 * Fails where a pod that no profile accepts leaves an app in any way.
 *
 * @param expected part of the message of every error, if one is expected
 * @param without the ways out that are not a way out of an enforced app
 */
export function expectSafe(build: Build, expected?: RegExp | string, without: readonly string[] = []): void {
  const results = Object.fromEntries(Object.entries(leaving(build)).filter(([exit]) => !without.includes(exit)));
  expect(Object.entries(results).filter(([, result]) => result === 'UNSAFE')).toEqual([]);
  if (expected !== undefined) {
    Object.values(results).filter((result) => result !== 'safe').forEach((result) => expect(result).toMatch(expected));
    expect(Object.values(results).filter((result) => result !== 'safe')).not.toEqual([]);
  }
}

/** Whether kubectl would read something unsafe from a text. What it cannot read, it does not apply. */
function isUnsafe(text: string): boolean {
  return [...readDocuments([Buffer.from(text)])].some((document) => {
    try {
      return holdsUnsafe(readDocument(document));
    } catch {
      return false;
    }
  });
}

function holdsUnsafe(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.entries(value).some(([key, item]) =>
    (['privileged', 'hostPID', 'hostNetwork', 'hostIPC'].includes(key) && item === true)
    || (key === 'hostPath' && item !== null)
    || (key === 'runAsUser' && item === 0)
    || holdsUnsafe(item));
}
