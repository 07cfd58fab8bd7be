/**
 * The code that makes an object: a hardened kind, a kind of cdk8s-plus, which has no options of this library, or a class of `k8s`, which
 * has the fields of the API.
 */
export type CodeKind = 'hardened' | 'plain' | 'fields';

/** A remedy in the terms of code. Two texts if hardened kinds have an option for it; without `plain`, the remedy of the manifest fits. */
export type RemedyInCode = string | { readonly hardened: string; readonly plain?: string };

/** Undefined if the remedy of the manifest fits. */
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
