type Child = Node | string | undefined | false;

/** An element. Text of a manifest becomes text, never markup: nothing here reads HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: { readonly [name: string]: string | undefined } = {}, ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false && child !== ''));
  return made;
}

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** Text for screen readers only. */
export function hiddenText(text: string): HTMLElement {
  return element('span', { class: 'hidden' }, text);
}

/** A text in which code is between backticks. */
export function withCode(text: string): readonly (Node | string)[] {
  const parts = text.split('`');
  // A backtick without a second one is a character like any other.
  return parts.length % 2 === 0 ? [text] : parts.map((part, position) => position % 2 === 1 ? element('code', {}, part) : part);
}

/** `1 error`, `2,000 errors`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
