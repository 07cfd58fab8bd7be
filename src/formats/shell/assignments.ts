import { Assignment, forEachChild, Loop, Node } from './parse';
import { Lookup } from './variables';
import { Known, wordText, wordsOf } from './words';

/** How deep a script may be nested for its variables to be found. */
const MAX_DEPTH = 400;

/** The known variables in a script: variables that it sets itself, always to the same value, and variables that it is given. */
export function knownIn(script: Node, lookup: Lookup): Known {
  const given: Known = { lookup, arrays: new Map() };
  const values = new Map<string, string | undefined>();
  const arrays = new Map<string, readonly string[]>();
  for (const setter of settersIn(script)) {
    if (setter.type !== 'Assignment') {
      values.set(setter.name.value, undefined); // the variable of a loop
    } else if (setter.value.type === 'ArrayValue') {
      const elements = setter.value.elements.flatMap((word) => wordsOf(word, given));
      arrays.set(setter.name, setter.append ? [...arrays.get(setter.name) ?? [], ...elements] : elements);
    } else if (!setter.index) {
      const text = setter.append ? undefined : wordText(setter.value, given);
      values.set(setter.name, text?.includes('$') || (values.has(setter.name) && values.get(setter.name) !== text) ? undefined : text);
    }
  }
  return values.size === 0 && arrays.size === 0 ? given : { lookup: (name) => values.has(name) ? values.get(name) : lookup(name), arrays };
}

function settersIn(script: Node): readonly (Assignment | Loop)[] {
  const found: (Assignment | Loop)[] = [];
  const visit = (node: Node, depth: number) => {
    if (node.type === 'Assignment' || node.type === 'For' || node.type === 'Select') {
      found.push(node);
    }
    if (depth < MAX_DEPTH) {
      forEachChild(node, (child) => visit(child, depth + 1));
    }
  };
  visit(script, 0);
  return found;
}
