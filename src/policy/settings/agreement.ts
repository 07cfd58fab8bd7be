/** The statements of several sources about the same subjects. */
export interface Agreement<S> {
  /** The statements without a contradiction, without repeats, in order of appearance. */
  readonly agreed: readonly S[];
  /** For each subject with a contradiction, its first two different statements. */
  readonly contradictions: readonly (readonly [earlier: S, later: S])[];
}

/**
 * @param subjectOf the subject of a statement
 * @param valueOf the value of a statement, as plain data
 */
export function agreement<S>(
  statements: readonly S[], subjectOf: (statement: S) => string, valueOf: (statement: S) => unknown,
): Agreement<S> {
  const first = new Map<string, S>();
  const contradicted = new Map<string, readonly [S, S]>();
  for (const statement of statements) {
    const subject = subjectOf(statement);
    const earlier = first.get(subject);
    if (earlier === undefined) {
      first.set(subject, statement);
    } else if (JSON.stringify(valueOf(earlier)) !== JSON.stringify(valueOf(statement)) && !contradicted.has(subject)) {
      contradicted.set(subject, [earlier, statement]);
    }
  }
  return {
    agreed: [...first].filter(([subject]) => !contradicted.has(subject)).map(([, statement]) => statement),
    contradictions: [...contradicted.values()],
  };
}
