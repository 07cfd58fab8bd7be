// Before each test file, of every jest config.

/** What a synthesis says of the workloads that a test makes, errors too if a gate never fails. Tests of warnings read them with a spy. */
const WARNING = /^cdk8s-hardened: (?:warning|error): /;

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
    throw new Error(`The test wrote to stderr, and a run that passes says nothing: ${text}`);
  }
});

afterAll(() => {
  process.stderr.write = write;
});
