import { dirname } from 'path';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { Plugin, transformSync } from 'esbuild';
import { SETTINGS_SCHEMA } from '../src/tasks/settings-file/schema';
import { VALIDATION } from '../src/tasks/settings-file/validator';

/**
 * The schema of settings files, compiled before it is bundled. ajv compiles by `eval`, which the policy of the playground forbids, and
 * takes longer than most audits.
 */
export function compiledSchema(): Plugin {
  return {
    name: 'compiled-schema',
    setup: ({ onLoad }) => onLoad({ filter: /\/settings-file\/validator\.[jt]s$/ }, ({ path }) => {
      const ajv = new Ajv({ ...VALIDATION, code: { source: true } });
      const code = standaloneCode(ajv, ajv.compile(SETTINGS_SCHEMA));
      const contents = `${code}\nconst validator = module.exports;\nmodule.exports = { settingsValidator: () => validator };`;
      // Nobody reads generated code, so its names may be short, too.
      return { contents: transformSync(contents, { format: 'cjs', minify: true }).code, loader: 'js', resolveDir: dirname(path) };
    }),
  };
}
