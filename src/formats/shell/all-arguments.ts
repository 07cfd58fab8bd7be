/** Whether the text of a word, with its quotes or without, passes all arguments of a script on. `"$*"` makes them one word. */
export function isAllArguments(text: string): boolean {
  return /^(?:"\$(?:@|\{@\})"|\$(?:[@*]|\{[@*]\}))$/.test(text);
}
