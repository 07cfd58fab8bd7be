/**
 * Evaluates what the functions of src/policy/controls/cel.ts make, as JavaScript: little of CEL is written in another way. What the API
 * server makes of it is tested in test/tasks/admission, which takes minutes.
 */
export function evaluateCel(cel: string, variables: { readonly [name: string]: unknown } = {}): unknown {
  const js = cel
    .replace(/\.matches\(('(?:[^'\\]|\\.)*')\)/g, '.match(pattern($1)) !== null')
    .replace(/\.(filter|map|exists)\((\w+), /g, (_, macro, name) => `.${macro === 'exists' ? 'some' : macro}((${name}) => `)
    .replace(/\.\?/g, '?.')
    .replace(/(\w+(?:\??\.\w+)*)\.orValue\(/g, 'or($1, ')
    .replace(/(\w+(?:\??\.\w+)*)\.hasValue\(\)/g, '($1 !== undefined)')
    .replace(/([\w.]+) in (\[[^\]]*\])/g, '$2.includes($1)');
  const functions = { has: isPresent, or: valueOr, pattern };
  const scope = { ...functions, ...variables };
  return new Function(...Object.keys(scope), `return ${js};`)(...Object.values(scope));
}

/** What takes the place of a value is never left out. */
function valueOr(value: unknown, ...others: readonly unknown[]): unknown {
  expect(others).toHaveLength(1);
  return value ?? others[0];
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}

function pattern(source: string): RegExp {
  return source.startsWith('(?i)') ? new RegExp(source.slice(4), 'i') : new RegExp(source);
}
