/** The contents of a Markdown text's code blocks in a language, in their order. */
export function codeBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, content]) => content);
}

/** Fails unless a `diff` block is the whole difference between the pod specs of a Deployment before and after. */
export function expectDiff(diff: string, before: string, after: string) {
  expect(side(diff, '+')).toBe(podSpec(before));
  expect(side(diff, '-')).toBe(podSpec(after));
}

/** Fails unless a `diff` block turns one text into the other: each hunk applies at the first match after the previous one. */
export function expectPatch(diff: string, before: string, after: string) {
  let done = '';
  let rest = before;
  for (const hunk of diff.split(/^@@.*\n/m).slice(1)) {
    const old = side(hunk, '+');
    const start = rest.indexOf(old);
    expect(rest.slice(Math.max(start, 0), start + old.length)).toBe(old);
    done += rest.slice(0, start) + side(hunk, '-');
    rest = rest.slice(start + old.length);
  }
  expect(done + rest).toBe(after);
}

/** One side of a diff: its lines without those that only the other side has. */
function side(diff: string, other: string): string {
  return diff.split('\n').filter((line) => !line.startsWith(other)).map((line) => line.slice(1)).join('\n');
}

/** The YAML of the pod spec of the first Deployment in a file, without its indentation. */
export function podSpec(yaml: string): string {
  const deployment = yaml.split(/^---\n/m).find((document) => /^kind: Deployment$/m.test(document))!;
  const [, spec] = /^( {4}spec:\n[^]*)$/m.exec(deployment)!;
  return spec.replace(/^ {4}/gm, '');
}
