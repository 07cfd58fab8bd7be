import { existsSync } from 'fs';
import { join } from 'path';

const MODELS = join(__dirname, '..', '..', 'node_modules', 'kubernetes-models');

/** What the OpenAPI schema of Kubernetes says against an object; undefined if it knows no such kind. */
export function schemaErrors({ apiVersion, kind }: any, object: object): readonly string[] | undefined {
  const file = join(MODELS, apiVersion, `${kind}.js`);
  if (!existsSync(file)) {
    return undefined;
  }
  const Model = require(file)[kind];
  try {
    new Model(object).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
