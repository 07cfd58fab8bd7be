import * as fc from 'fast-check';

// Files that were good once: cut, doubled, mixed and written over, in any place.

type Edit = readonly [place: number, removed: number, inserted: string];

/** Anywhere: most of the doubles from 0 to 1 are next to 0. */
const place = fc.nat(9999).map((part) => part / 10_000);

/**
 * A few places written over.
 *
 * @param marks what has a meaning to those who read such files
 */
export function edited(files: readonly string[], marks: readonly string[]): fc.Arbitrary<string> {
  const edit: fc.Arbitrary<Edit> = fc.tuple(
    place,
    fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 400 })),
    fc.oneof(fc.constantFrom(...marks), fc.string({ unit: 'binary', maxLength: 5 }), fc.constant('')),
  );
  return fc.tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 })).map(([file, edits]) =>
    edits.reduce((before, [where, removed, inserted]) => {
      const at = Math.floor(where * before.length);
      return before.slice(0, at) + inserted + before.slice(at + removed);
    }, file));
}

/** Lines that are doubled, moved and lost. */
export function shuffled(files: readonly string[]): fc.Arbitrary<string> {
  return fc.constantFrom(...files).chain((file) => {
    const all = file.split('\n');
    return fc.array(fc.nat(all.length - 1), { maxLength: all.length }).map((order) => order.map((index) => all[index]).join('\n'));
  });
}

/** Bytes that are others, in each of the encodings. */
export function miswritten(files: readonly string[], encodings: readonly BufferEncoding[]): fc.Arbitrary<Buffer> {
  const changes = fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 5 });
  return fc.tuple(fc.constantFrom(...files), fc.constantFrom(...encodings), changes).map(([file, encoding, all]) => {
    const bytes = Buffer.from(encoding === 'utf8' ? file : `\uFEFF${file}`, encoding);
    all.forEach(([where, byte]) => bytes[Math.floor(where * (bytes.length - 1))] = byte);
    return bytes;
  });
}

/** What has a meaning to a reader of YAML, or to one of bytes. */
export const YAML_MARKS = [
  '\n', '\r', '\r\n', ' ', '  ', '\t', '-', '- ', ':', ': ', '?', '? ', ',', '[', ']', '{', '}', '#', ' #', '&a ', '*a', '!', '!!str ', '!!binary ', '|', '>',
  '|+9\n', '"', '\'', '%', '@', '`', '---\n', '...\n', '<<: ', '<<: *a', '\0', '\uFEFF', '\u2028', '\u0085', '\\', '\\u', '~', 'null', '0x', '.nan', '𝄞', '\u202E',
];

/** The same to a reader of Dockerfiles and of the shell in them. */
export const DOCKERFILE_MARKS = [
  '\n', '\r', '\r\n', ' ', '\t', '\\\n', '\\ \n', '`\n', '# escape=`\n', '# cdk8s-hardened/waive: {', '#', 'FROM ', 'AS ', 'RUN ', 'RUN --mount=', 'COPY --from=',
  'ADD https://', 'USER ', 'ENV ', 'ARG A', 'ONBUILD ', 'SHELL ["', 'CMD [', 'VOLUME ', 'EXPOSE 8-', 'chmod -R 777 ', 'sudo ', 'sh -c ', '<<E', '<<-"E"', '\nE\n',
  '$', '${A', ':-', '}', '$(', ')', '"', '\'', '[', ']', ',', '=', '&&', ';', '|', '>', '(', '\0', '\uFEFF', '\u2028', '\uD800', '\u202E', '99999999999999999999',
];
