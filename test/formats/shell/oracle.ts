import { syntax } from 'mvdan-sh';
import { innerCommands } from '../../../src/formats/shell/nested-commands';

/** What stands for a word, or a part of one, that only a running shell knows. */
export const UNKNOWN = '…';

/** The commands of a script, and those that they run, as the parser mvdan/sh reads it. Undefined if it cannot. */
export function commandsByOracle(script: string): readonly string[] | undefined {
  const found: string[] = [];
  try {
    const file = syntax.NewParser().Parse(script, 'script');
    syntax.Walk(file, (node: any) => {
      const type = node && syntax.NodeType(node);
      if (type === 'CallExpr' && node.Args.length > 0) found.push(...withInner(node.Args.map(wordText)));
      return true;
    });
    return found;
  } catch {
    return undefined;
  }
}

function withInner(words: readonly string[]): readonly string[] {
  return [words.join(' '), ...innerCommands(words).flatMap((inner) => {
    if (typeof inner !== 'string') return withInner(inner);
    return inner.includes(UNKNOWN) ? [] : commandsByOracle(inner) ?? [];
  })];
}

function wordText({ Parts: parts }: any): string {
  return parts.map((part: any) => {
    switch (syntax.NodeType(part)) {
      case 'Lit': return part.Value.replace(/\\\n/g, '').replace(/\\([^])/g, '$1');
      case 'SglQuoted': return part.Dollar ? UNKNOWN : part.Value;
      case 'DblQuoted': return part.Parts.map(quotedText).join('');
      default: return UNKNOWN;
    }
  }).join('');
}

function quotedText(part: any): string {
  return syntax.NodeType(part) === 'Lit' ? part.Value.replace(/\\\n/g, '').replace(/\\(["\\$`])/g, '$1') : UNKNOWN;
}
