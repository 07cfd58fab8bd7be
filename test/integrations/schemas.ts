import { readFileSync } from 'fs';
import Ajv from 'ajv';

/** Schemas of files that other programs read, as https://www.schemastore.org has them. */
const SCHEMAS = {
  'action of GitHub': 'github-action.json',
  'workflow of GitHub': 'github-workflow.json',
  'hooks of pre-commit': 'pre-commit-hooks.json',
  'configuration of pre-commit': 'pre-commit-config.json',
  'jobs of GitLab': 'gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json',
} as const;

const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
ajv.addSchema(schemaOf('hooks of pre-commit')); // that of the configuration refers to it

/** Fails unless the content of a file is valid by the schema of its kind. */
export function expectValid(kind: keyof typeof SCHEMAS, content: unknown): void {
  const schema = schemaOf(kind);
  const validate = ajv.getSchema(schema.$id ?? kind) ?? ajv.compile(schema);
  void validate(content); // Its result may be a promise by its type; the schemas here are not asynchronous.
  expect(validate.errors).toBeNull();
}

function schemaOf(kind: keyof typeof SCHEMAS): any {
  const { $schema, ...schema } = JSON.parse(readFileSync(require.resolve(`schemastore/schemas/json/${SCHEMAS[kind]}`), 'utf8'));
  return schema;
}
