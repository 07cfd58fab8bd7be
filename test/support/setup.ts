// Before each test file, of every jest config.

/** Warnings of a synthesis. Tests of warnings read them with a spy. */
const WARNING = /^cdk8s-hardened: warning: /;

const { write } = process.stderr;
let unexpected = '';

process.stderr.write = (text: string | Uint8Array) => {
  unexpected += WARNING.test(String(text)) ? '' : String(text);
  return true;
};

afterEach(() => {
  const text = unexpected;
  unexpected = '';
  if (text !== '') {
    throw new Error(`The test wrote to stderr, but a passing run prints nothing: ${text}`);
  }
});

afterAll(() => {
  process.stderr.write = write;
});
