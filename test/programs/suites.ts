/** What runs the packed library. The others in test/package look at what tools make of the sources, as do some of the tests in these. */
export const PACKED = [...['core', 'kernel', 'packed', 'plus', 'uncaught'].map((name) => `test/package/${name}.slow.ts`), 'test/commands/plugin/cdk8s-synth.slow.ts'];
const OF_TOOLS = ['^types ', 'with module resolution', '^publint', '^npm audit'];

/** What runs on other versions of Node.js: arguments of `node`. */
export const SUITES: Readonly<Record<string, readonly string[]>> = {
  // As `npm test` runs them.
  fast: ['--no-opt', 'node_modules/jest/bin/jest.js', '--ci'],
  packed: [
    'node_modules/jest/bin/jest.js', '--ci', '--config', 'test/slow/jest.config.json', '--testNamePattern', `^(?!.*(?:${OF_TOOLS.join('|')}))`, '--', ...PACKED,
  ],
};
