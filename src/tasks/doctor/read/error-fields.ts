/** The first line of an error whose fields are on lines of their own, behind the name of the program: `npm ERR! code EACCES`. */
const CODE = /^(?<before>.{0,60}?\s)code E[A-Z]{3,}$/;
/** npm prints the number of the errno between them. */
const MOST_FIELDS = 6;

/** The call and the paths in the lines below such a line, as Node.js writes them in one: `mkdir '/.npm'`. */
export function fieldsBelow(lines: readonly string[], index: number): string | undefined {
  const before = CODE.exec(lines[index])?.groups?.before;
  if (before === undefined) {
    return undefined;
  }
  const fields = new Map<string, string>();
  for (const line of lines.slice(index + 1, index + 1 + MOST_FIELDS)) {
    const [name, ...words] = line.startsWith(before) ? line.slice(before.length).trim().split(' ') : [''];
    fields.set(name, words.join(' '));
  }
  const [syscall = '', path, dest] = ['syscall', 'path', 'dest'].map((name) => fields.get(name));
  return path === undefined ? undefined : `${syscall} '${path}'${dest === undefined ? '' : ` -> '${dest}'`}`.trim();
}
