/*
 * Writes schema/report.json, which describes `audit --format json`, from the types that code gets.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { RISKS } from '../src/policy/controls/risk';
import { HardeningProfile } from '../src/policy/settings/hardening-profile';
import { FindingRisk, FindingSeverity } from '../src/tasks/reports/finding-risk';
import { SCHEMA_VERSION } from '../src/tasks/reports/formats/json';

export const FILE = 'schema/report.json';
const PACKAGE = 'cdk8s-hardened';
/** jsii does not record the values of enums. */
const ENUMS: Readonly<Record<string, object>> = { FindingRisk, FindingSeverity, HardeningProfile };

interface Property {
  readonly name: string;
  readonly optional?: boolean;
  readonly docs?: { readonly summary?: string; readonly remarks?: string };
  readonly type: Type;
}

interface Type {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly elementtype: Type };
}

interface Struct {
  readonly kind: string;
  readonly name: string;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Property[];
}

/** The structs of the public API by name. */
function structs(): Readonly<Record<string, Struct>> {
  return JSON.parse(readFileSync('.jsii', 'utf8')).types;
}

/** The schema of a struct and, in `definitions`, those of the structs that it holds. */
function define(fqn: string, types: Readonly<Record<string, Struct>>, definitions: Record<string, object>): object {
  const { name } = types[fqn];
  if (!(name in definitions)) {
    definitions[name] = {};
    const properties = propertiesOf(fqn, types);
    definitions[name] = {
      type: 'object',
      required: properties.filter(({ optional }) => !optional).map((property) => property.name).sort(),
      properties: Object.fromEntries(properties.map((property) => [property.name, {
        description: [property.docs?.summary, property.docs?.remarks].filter(Boolean).join(' '),
        ...schemaOf(property.type, types, definitions),
      }])),
    };
  }
  return { $ref: `#/definitions/${name}` };
}

function propertiesOf(fqn: string, types: Readonly<Record<string, Struct>>): readonly Property[] {
  const { interfaces = [], properties = [] } = types[fqn];
  return [...interfaces.flatMap((parent) => propertiesOf(parent, types)), ...properties];
}

function schemaOf(
  { primitive, fqn, collection }: Type, types: Readonly<Record<string, Struct>>, definitions: Record<string, object>,
): object {
  if (collection) {
    return { type: 'array', items: schemaOf(collection.elementtype, types, definitions) };
  }
  if (fqn !== undefined) {
    const { kind, name } = types[fqn];
    return kind === 'enum' ? { enum: Object.values(ENUMS[name]) } : define(fqn, types, definitions);
  }
  return primitive === 'any' ? {} : { type: primitive };
}

const COUNTS = {
  files: 'Files and standard input.',
  documents: 'Documents with a Kubernetes object.',
  dockerfiles: 'Dockerfiles.',
  workloads: 'Objects that create pods.',
  errors: 'Findings with severity `error` that are neither waived nor in the baseline.',
  warnings: 'Findings with severity `warning` that are neither waived nor in the baseline.',
  waived: 'Findings that a waiver covers.',
  unevaluated: 'Objects with pods that no control evaluated, and no waiver accepts.',
  leftOut: 'Findings that were counted and are not in this report.',
};
const OPTIONAL_COUNTS = { baselined: 'Findings that the baseline lists; absent without a baseline.' };

/** What a subject may do. */
function subjectSchema(): object {
  const text = (description: string) => ({ type: 'string', description });
  const right = {
    type: 'object',
    required: ['path', 'isClusterWide', 'controls'],
    properties: {
      path: text('From the binding to the rule: `ClusterRoleBinding web -> ClusterRole web -> rules[0]`.'),
      isClusterWide: { type: 'boolean', description: 'Whether it applies to all namespaces, and to objects without one.' },
      namespace: text('The namespace in which it counts otherwise; absent if the manifest does not say it.'),
      rule: { type: 'object', description: 'The rule as in the manifest. Absent if the role is not in the files, as `view`.' },
      controls: { type: 'array', items: { type: 'string' }, description: 'The controls that report the rule.' },
    },
  };
  return {
    type: 'object',
    required: ['kind', 'name', 'rights', 'leftOut'],
    properties: {
      kind: text('ServiceAccount, User or Group.'),
      name: text('Its name.'),
      namespace: text('The namespace of a ServiceAccount; absent if the manifest does not say it.'),
      rights: { type: 'array', items: right, description: 'The rules that it has.' },
      leftOut: { type: 'integer', minimum: 0, description: 'How many more rules it has.' },
    },
  };
}

/** Controls by id. */
function controlsSchema(): object {
  const text = (description: string) => ({ type: 'string', description });
  const control = {
    type: 'object',
    required: ['title', 'why', 'remedy', 'url'],
    properties: {
      title: text('The rule, in a few words.'),
      why: text('The possible harm by an attacker or a node.'),
      remedy: text('How to fix a finding that has no `remedy` of its own.'),
      url: text('The page of the control.'),
    },
  };
  return { type: 'object', additionalProperties: control, description: 'The controls of the findings, by id.' };
}

/** A finding in a report, where the remedy of its control is not repeated. */
function findingSchema(definitions: Record<string, any>): object {
  const reference = define(`${PACKAGE}.Finding`, structs(), definitions);
  const { Finding } = definitions;
  Finding.required = Finding.required.filter((name: string) => name !== 'remedy');
  Finding.properties.remedy.description += ' Absent if it is the remedy of the control, which is in `controls`.';
  return reference;
}

export function schemaText(): string {
  const definitions: Record<string, object> = {};
  const finding = findingSchema(definitions);
  const count = (description: string) => ({ type: 'integer', minimum: 0, description });
  const counts = { ...COUNTS, ...OPTIONAL_COUNTS };
  const text = (description: string) => ({ type: 'string', description });
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://raw.githubusercontent.com/cdk8s-hardened/cdk8s-hardened/main/schema/report.json',
    title: 'The report of `cdk8s-hardened audit --format json`',
    description: 'A later release may add fields. It changes `schemaVersion` if a field goes or means something else.',
    type: 'object',
    required: ['schemaVersion', 'tool', 'profile', 'kubernetesVersion', 'platform', 'findings', 'controls', 'summary'],
    properties: {
      schemaVersion: { const: SCHEMA_VERSION },
      tool: { type: 'object', required: ['name', 'version'], properties: { name: text('cdk8s-hardened'), version: text('Of this package.') } },
      profile: text('The profile of files that no entry of the settings file overrides.'),
      kubernetesVersion: text('The Kubernetes version that the manifests are for.'),
      platform: text('The platform that the manifests are for.'),
      findings: { type: 'array', items: finding, description: 'Waived ones, too, and those in the baseline.' },
      controls: controlsSchema(),
      subjects: { type: 'array', items: subjectSchema(), description: 'The rights of service accounts, users and groups, by the roles and bindings of all files. Absent where only some files were evaluated, and in the report of a synthesis.' },
      summary: {
        type: 'object',
        required: [...Object.keys(COUNTS), 'risks'],
        properties: {
          ...Object.fromEntries(Object.entries(counts).map(([name, description]) => [name, count(description)])),
          risks: {
            type: 'object',
            required: RISKS,
            properties: Object.fromEntries(RISKS.map((risk) => [risk, count(`Findings with the risk \`${risk}\` that are neither waived nor in the baseline.`)])),
          },
        },
      },
    },
    definitions,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

export function write(): void {
  mkdirSync('schema', { recursive: true });
  writeFileSync(FILE, schemaText());
}
