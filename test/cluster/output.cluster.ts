import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { MINOR, useCluster } from './support/cluster';

/*
 * The API server accepts what the library emits, in namespaces that enforce "restricted". It warns of templates of workloads, and refuses
 * pods.
 */

const ROOT = join(__dirname, '../..');
const GOLDEN = 'test/golden';
const FOLDERS = [
  ...readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/dist`), GOLDEN, `${GOLDEN}/runtimes`,
].filter((folder) => yamlFilesIn(folder).length > 0);

interface Expected {
  readonly message: RegExp;
  readonly reason: string;
  /** The first version that does not print it. */
  readonly before?: number;
}

/** What the server prints all the same. */
const EXPECTED: { readonly [folder: string]: readonly Expected[] } = {
  'examples/cluster-policies/dist': [{
    message: /^resource mapping not found for name: "cdk8s-hardened-fill-ins" .*: no matches for kind "MutatingAdmissionPolicy(?:Binding)?" in version "admissionregistration.k8s.io\/v1"$/,
    reason: 'the example needs Kubernetes 1.36',
    before: 36,
  }, {
    message: /^ensure CRDs are installed first$/,
    reason: 'it is the second line of that message',
    before: 36,
  }],
  'examples/log-shipper/dist': [{
    message: /^Warning: would violate PodSecurity "restricted:latest": restricted volume types \(volumes "var-log-containers", "var-log-pods" use restricted volume type "hostPath"\)$/,
    reason: 'it reads the logs of the node, with a waiver, and its own namespace enforces "privileged"',
  }],
  [GOLDEN]: [{
    message: /^Warning: would violate PodSecurity "restricted:latest": unrestricted capabilities \(container "writable-owner-data" must not include "CHOWN", "DAC_OVERRIDE" in securityContext.capabilities.add\), runAsNonRoot != true \(container "writable-owner-data" must not set securityContext.runAsNonRoot=false\), runAsUser=0 \(container "writable-owner-data" must not set runAsUser=0\)$/,
    reason: 'the init container of takeOwnership is root, as its documentation says',
  }, {
    message: /^Error from server: failed to create typed patch object \(shop\/shop-web-c81100ac; apps\/v1, Kind=Deployment\): .spec.template.spec.volumes\[name="image-main"\].image: field not declared in schema$/,
    reason: 'volumes of images are new in Kubernetes 1.31',
    before: 31,
  }],
};

const cluster = useCluster();

function yamlFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
  } catch {
    return []; // An example in another language has no output here.
  }
}

const documentsIn = (file: string): readonly any[] => parseAllDocuments(readFileSync(join(ROOT, file), 'utf8')).map((document) => document.toJS());

beforeAll(async () => {
  const objects = FOLDERS.flatMap(yamlFilesIn).flatMap(documentsIn);
  const names = new Set(objects.map(({ metadata }) => metadata.namespace).filter(Boolean));
  for (const name of names) {
    await cluster.namespace(name, { 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': 'restricted' });
  }
});

test.each(FOLDERS)('the API server accepts %s', (folder) => {
  const files = yamlFilesIn(folder).map((file) => `--filename=${join(ROOT, file)}`);
  const { stdout, stderr } = cluster.kubectl(['apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts', ...files]);
  const expected = (EXPECTED[folder] ?? []).filter(({ before = Infinity }) => MINOR < before);
  const printed = stderr.split('\n').filter(Boolean);
  const isExpected = (line: string) => expected.some(({ message }) => message.test(line));
  expect(printed.filter((line) => !isExpected(line))).toEqual([]);
  expect(expected.filter(({ message }) => !printed.some((line) => message.test(line)))).toEqual([]);
  const refused = printed.filter((line) => /^(?:Error|error|resource mapping)/.test(line)).length;
  expect(stdout.split('\n').filter(Boolean).length + refused).toBe(yamlFilesIn(folder).flatMap(documentsIn).length);
});

test('every listed message is of a folder with output', () => {
  expect(Object.keys(EXPECTED).filter((folder) => !FOLDERS.includes(folder))).toEqual([]);
});
