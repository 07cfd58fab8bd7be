import { existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { NOT_ISOLATED } from './support/cases';
import { objectKey, scanned, ScannerReport, TestedScanner } from './support/scanner';
import { TESTED_SCANNERS } from './support/scanners';
import { JsonObject } from '../../src/formats/manifest/json';
import { idsFor } from '../../src/policy/controls/known-as/standard';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { acceptanceOf } from '../../src/policy/waivers/dialects/acceptance';
import { HARDENED, PLAIN, synthesize } from '../examples/synthesize';
import { knownIds, NOT_OURS } from '../policy/controls/known-as/not-ours';

/* Other scanners on the output of all examples: what hardened kinds leave of the findings of plain ones, and why. */

const EXAMPLES = join(__dirname, '../../examples');
/** Its gate refuses plain kinds. */
const GATED = 'log-shipper';
const NAMES = readdirSync(EXAMPLES).filter((name) => name !== GATED && existsSync(join(EXAMPLES, name, 'main.ts')));

/** The results, from which docs/explanation/proof.md is written. */
const RESULTS = join(__dirname, 'examples.json');

const LOW_PORTS = 'the sysctl net.ipv4.ip_unprivileged_port_start, which "restricted" allows, lets any user listen on low ports';
const OF_IMAGE = 'OpenShift assigns the ids, or the image is made for a low uid';

/** Why hardened objects have findings that the library does not report, by scanner and id. */
const REASONS: { readonly [scanner: string]: { readonly [id: string]: string } } = {
  'kube-linter': { 'privileged-ports': LOW_PORTS, 'unsafe-sysctls': LOW_PORTS },
  'kube-score': { 'container-security-context-user-group-id': OF_IMAGE },
  'kubesec': { RunAsUser: OF_IMAGE, RunAsGroup: OF_IMAGE },
  'Trivy': {
    'KSV-0020': OF_IMAGE,
    'KSV-0021': OF_IMAGE,
    'KSV-0117': LOW_PORTS,
    'KSV-0125': 'it trusts only the registries of three clouds, and the library those in `allowedRegistries`',
    'KSV-01010': 'its patterns for keys and numbers of accounts match other texts as well',
  },
  'Polaris': { sensitiveContainerEnvVar: 'the variable has the path of a file with the password' },
};

/** The objects of all examples. Those of each example get a namespace of their own, since their names repeat. */
function objectsWith(modules: typeof HARDENED): readonly JsonObject[] {
  return NAMES.flatMap((example) => {
    const folder = join(EXAMPLES, example);
    const files = synthesize(readFileSync(join(folder, 'main.ts'), 'utf8'), modules, folder);
    return Object.values(files).flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()))
      .map(({ metadata, ...object }) => ({ ...object, metadata: { ...metadata, namespace: [example, metadata.namespace].filter(Boolean).join('-') } }));
  });
}

const [PLAIN_OBJECTS, HARDENED_OBJECTS] = [PLAIN, HARDENED].map(objectsWith);

/** The findings of checks that a control is known as. The others are about availability and style. */
function countOf(report: ScannerReport, { standard }: TestedScanner): number {
  const known = new Set(knownIds(standard));
  return [...report.values()].reduce((sum, ids) => sum + [...ids].filter((id) => known.has(id)).length, 0);
}

/** Why a scanner reports an id about a hardened object: a control reports it, too, or another reason; nothing if no one knows. */
function reasonOf({ standard }: TestedScanner, object: JsonObject, id: string): { readonly control?: string; readonly reason?: string } {
  const { open } = acceptanceOf(evaluate(object, profileOf('hardened'), NOT_ISOLATED), []);
  const control = open.find((found) => idsFor(standard, found).includes(id))?.control;
  const notOurs = Object.entries(NOT_OURS[standard.name]).find(([, ids]) => ids.includes(id))?.[0];
  return control === undefined ? { reason: REASONS[standard.name]?.[id] ?? notOurs } : { control };
}

test.each(TESTED_SCANNERS.map((each) => [each.standard.name, each] as const))('%s reports nothing about hardened examples without a reason', (name, scanner) => {
  const report = scanned(scanner, HARDENED_OBJECTS);
  const left = new Map<string, ReturnType<typeof reasonOf> & { readonly id: string; objects: number }>();
  for (const object of HARDENED_OBJECTS) {
    for (const id of report.get(objectKey(object)) ?? []) {
      const reason = reasonOf(scanner, object, id);
      const key = JSON.stringify([id, reason]);
      const known = left.get(key) ?? { id, ...reason, objects: 0 };
      known.objects++;
      left.set(key, known);
    }
  }
  const all = [...left.values()].sort((one, other) => one.id < other.id ? -1 : 1);
  const counts = { plain: countOf(scanned(scanner, PLAIN_OBJECTS), scanner), hardened: countOf(report, scanner) };
  expect(all.filter(({ control, reason }) => control === undefined && reason === undefined)).toEqual([]);
  const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  writeFileSync(RESULTS, `${JSON.stringify({ ...results, [name]: { ...counts, left: all } }, undefined, 2)}\n`);
});
