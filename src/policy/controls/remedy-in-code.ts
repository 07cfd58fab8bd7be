/**
 * The code that creates an object: a hardened kind; a kind of cdk8s-plus, without options of this library; or a class of `k8s`, with the
 * fields of the API.
 */
export type CodeKind = 'hardened' | 'plain' | 'fields';

/**
 * A remedy for code. It has two texts if hardened kinds have an option for it. Without `plain`, the remedy for manifests applies to other
 * kinds.
 */
export type RemedyInCode = string | { readonly hardened: string; readonly plain?: string };

/** The remedy for code; undefined if the remedy for manifests applies. */
export function remedyInCodeOf(remedy: RemedyInCode | undefined, kind: CodeKind): string | undefined {
  if (kind === 'fields') {
    return undefined;
  }
  return typeof remedy === 'object' ? remedy[kind] : remedy;
}

/** All texts of a remedy, for documents. */
export function allInCode(remedy: RemedyInCode | undefined): string | undefined {
  const [hardened, plain] = [remedyInCodeOf(remedy, 'hardened'), remedyInCodeOf(remedy, 'plain')];
  const other = plain === undefined || plain === hardened ? '' : ` With a kind of cdk8s-plus: ${plain}.`;
  return hardened && `${hardened}.${other}`;
}
