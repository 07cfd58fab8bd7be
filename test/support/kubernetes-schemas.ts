import { existsSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';

const load = createRequire(__filename);
const MODELS = join(__dirname, '..', '..', 'node_modules', 'kubernetes-models');

/** What the OpenAPI schema of Kubernetes says against an object; undefined if it knows no such kind. */
export function schemaErrors({ apiVersion, kind }: any, object: object): readonly string[] | undefined {
  const file = join(MODELS, apiVersion, `${kind}.js`);
  if (!existsSync(file)) {
    return undefined;
  }
  const { [kind]: Model } = load(file);
  try {
    new Model(object).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
