/* Writes docs/reference/settings-file.md, waiver-file.md and findings.md, from the schemas of the settings file and of the JSON report. */
import { isDeepStrictEqual } from 'util';
import { stringify } from 'yaml';
import { headOf, Pages, paragraphs, withLinks, writePages } from './pages';
import { schemaText } from './report-schema';
import { exampleOf, Schema, schemaTable, TableOptions, typeLine } from './schema-tables';
import { WaiverFile } from '../src/policy/waivers/waiver-file';
import { SETTINGS_SCHEMA } from '../src/tasks/settings-file/schema';

const REPORT: Schema = JSON.parse(schemaText());
const KEYS = Object.entries<Schema>(SETTINGS_SCHEMA.properties as Record<string, Schema>);
/** The keys for single files, workloads or images, which have their own page. */
const SCOPES = ['overrides', 'workloads', 'images', 'mirrors', 'waivers', 'render'];
const isScope = ([name]: readonly [string, Schema]) => SCOPES.includes(name);

const NAMES_OF_REFERENCES: { readonly [definition: string]: string } = {
  podControl: '[id of a control](controls.md)', controlId: '[id of a control](controls.md)',
};

const yaml = (text: string) => `\`\`\`yaml\n${text}\`\`\``;

/** Keys of workloads and of overrides have the meaning that they have at the top. */
const settingsOptions: TableOptions = {
  reference: (name) => NAMES_OF_REFERENCES[name],
  elsewhere: (path, schema) => {
    const name = path.slice(path.indexOf('.') + 1);
    const same = path.startsWith('workloads[].') || path.startsWith('overrides[].') ? KEYS.find(([key]) => key === name) : undefined;
    return same && isDeepStrictEqual(same[1], schema) ? `As [\`${name}\`](settings-file.md#${name.toLowerCase()}), for each match.` : undefined;
  },
};

/** One key of the settings file. */
function keySection([name, schema]: readonly [string, Schema]): string {
  const isWaivers = name === 'waivers';
  return paragraphs(
    `## ${name}`, isWaivers ? `${schema.description} [The waiver file](waiver-file.md) describes the fields.` : schema.description, typeLine(schema, settingsOptions),
    yaml(stringify({ [name]: exampleOf(schema) })), !isWaivers && schemaTable(name, schema, settingsOptions),
  );
}

function settingsPage(): string {
  return paragraphs(
    headOf('src/tasks/settings-file/schema.ts'), '# Settings file',
    'This page lists the keys of `cdk8s-hardened.yaml`. [The guide](../how-to/settings-file.md) shows how they work together. Editors complete and check the file by '
    + 'its [JSON Schema](../../schema/settings.json), which the first line names:',
    yaml(`# yaml-language-server: $schema=${SETTINGS_SCHEMA.$id}\n`),
    'An unknown key or a wrong value is an error, with its line. All keys are optional. In the tables, `[]` stands for every entry of a list, and `*` for '
    + 'every key of a map. The keys for single files, workloads or images have their own page: '
    + `${SCOPES.map((name) => `[\`${name}\`](settings-scopes.md#${name})`).join(', ')}.`,
    ...KEYS.filter((key) => !isScope(key)).map(keySection),
  );
}

function scopesPage(): string {
  return paragraphs(
    headOf('src/tasks/settings-file/schema.ts'), '# Settings for files, workloads and images',
    'These keys of `cdk8s-hardened.yaml` apply to single files, workloads or images. [The settings file](settings-file.md) has the other keys.',
    ...KEYS.filter(isScope).map(keySection),
  );
}

const WAIVER_FILE: Readonly<Record<keyof WaiverFile, Schema>> = {
  waivers: { type: 'array', items: { $ref: 'Waiver' }, description: 'The waivers.' },
  neverWaive: { type: 'array', items: { $ref: 'controlId' }, description: 'Controls that no one may waive: a waiver of one is a finding.' },
  maxWaiverDays: { type: 'integer', minimum: 1, description: 'How many days ahead `expires` may be at most. If it is set, every waiver needs `expires`.' },
};

/** A test reads it. */
export const EXAMPLE = `waivers:
  - control: read-only-root-filesystem
    target: { kind: Deployment, namespace: shop, name: legacy }
    containers: [app]
    reason: writes its plugins beside its binary until 8.0
    expires: 2027-06-30
    owner: team-shop
    ticket: SHOP-1234
neverWaive: [privileged, host-namespaces]
maxWaiverDays: 365
`;

const waiverOptions: TableOptions = { reference: (name) => NAMES_OF_REFERENCES[name] ?? '[waiver](#waiver)' };

function waiverPage(): string {
  return paragraphs(
    headOf('src/policy/settings/waiver.ts'), '# Waiver file',
    'A YAML or JSON file for `audit --waiver-file FILE` and `Hardening.of(scope).addWaiversFromFile(FILE)`. [The guide](../how-to/waivers.md) says what waivers '
    + 'cover and what is wrong with one. `waivers` in the [settings file](settings-file.md) is a list with the same fields.',
    yaml(EXAMPLE),
    '## File', schemaTable('', { properties: WAIVER_FILE }, waiverOptions),
    '## Waiver', 'Exactly one of `control`, `controls` and `profile` is required.', schemaTable('', REPORT.definitions!.SuggestedWaiver, reportOptions),
    '## Target', schemaTable('', REPORT.definitions!.WaiverTarget, reportOptions),
  );
}

const PLACES: { readonly [definition: string]: string } = { WaiverTarget: 'waiver-file.md#target', Waiver: 'waiver-file.md#waiver', SuggestedWaiver: 'waiver-file.md#waiver' };

const reportOptions: TableOptions = { reference: (name) => `[${name}](${PLACES[name] ?? `#${name.toLowerCase()}`})` };

function findingsPage(): string {
  const { properties } = REPORT;
  return paragraphs(
    headOf('schema/report.json'), '# Findings and the JSON report',
    '`audit --format json` prints this report, and `Hardening.of(scope).report().write({ json: FILE })` writes it. Its JSON Schema is [schema/report.json](../../schema/report.json). '
    + REPORT.description!,
    '## Report', schemaTable('', { ...REPORT, properties }, reportOptions),
    '## Finding', 'In code it is the struct [Finding](api/Finding.md).', schemaTable('', REPORT.definitions!.Finding, reportOptions),
    '## RelatedFinding', '`also` of a finding lists these.', schemaTable('', REPORT.definitions!.RelatedFinding, reportOptions),
  );
}

export function schemaPages(): Pages {
  const texts = { 'settings-file': settingsPage(), 'settings-scopes': scopesPage(), 'waiver-file': waiverPage(), 'findings': findingsPage() };
  return new Map(Object.entries(texts).map(([name, text]) => [`docs/reference/${name}.md`, `${withLinks(text, 'docs/reference')}
`]));
}

export function write(): void {
  writePages(schemaPages());
}
