import { Assignment, forEachChild, Loop, Node } from './parse';
import { Room } from './room';
import { Lookup } from './variables';
import { Known, wordText, wordsOf } from './words';

/** The known variables in a script: those that it always sets to the same value, and those of `lookup`. */
export function knownIn(script: Node, lookup: Lookup, room: Room): Known {
  const given: Known = { lookup, arrays: new Map(), room };
  const values = new Map<string, string | undefined>();
  const arrays = new Map<string, string[]>();
  const set = (name: string, text: string | undefined) =>
    values.set(name, text?.includes('$') || (values.has(name) && values.get(name) !== text) ? undefined : text);
  for (const setter of settersIn(script)) {
    if (setter.type !== 'Assignment') {
      set(setter.name.value, onlyWord(setter, given));
    } else if (setter.value.type === 'ArrayValue') {
      const elements = setter.value.elements.flatMap((word) => wordsOf(word, given));
      const before = setter.append ? arrays.get(setter.name) : undefined;
      before ? elements.forEach((element) => before.push(element)) : arrays.set(setter.name, elements);
    } else if (!setter.index) {
      set(setter.name, setter.append ? undefined : wordText(setter.value, given));
    }
  }
  const isChanged = values.size > 0 || arrays.size > 0;
  return isChanged ? { lookup: (name) => values.has(name) ? values.get(name) : lookup(name), arrays, room } : given;
}

/** The value of a loop's variable, if the loop is over a single word that cannot match several files. */
function onlyWord({ type, wordlist }: Loop, given: Known): string | undefined {
  const words = type === 'For' ? wordlist?.flatMap((word) => wordsOf(word, given)) ?? [] : [];
  return words.length === 1 && !/[*?[]/.test(words[0]) ? words[0] : undefined;
}

function settersIn(script: Node): readonly (Assignment | Loop)[] {
  const found: (Assignment | Loop)[] = [];
  const visit = (node: Node) => {
    if (node.type === 'Assignment' || node.type === 'For' || node.type === 'Select') {
      found.push(node);
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}
