import { readFileSync } from 'fs';
import { Plugin, transformSync } from 'esbuild';

/** Shortens the names of local variables in npm packages, which saves space. Those in our own code stay, for stack traces. */
export function shortNames(): Plugin {
  return {
    name: 'short names',
    setup: ({ onLoad }) => onLoad({ filter: /\/node_modules\/.+\.c?js$/ }, ({ path }) => ({
      contents: transformSync(readFileSync(path, 'utf8'), { minifyIdentifiers: true, target: 'node20' }).code,
      loader: 'js',
    })),
  };
}
