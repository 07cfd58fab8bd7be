import { forEachChild, Node } from './parse';

/** Commands of conditions that test the user of the script, or compare texts. */
const PLAIN_COMMANDS = /^(?:\[|test|!|:|true|id|whoami)$/;
/** Variables with the user of the script. */
const USER_VARIABLES = ['UID', 'EUID', 'USER'];
/** Tests of files: the files at run time are unknown. */
const FILE_TEST = /(?:^|[\s([])-[abcdefghkprstuwxGLNOS]\s+["'$/.\w]/;
const VARIABLE = /\$\{?[!#]?([A-Za-z_]\w*)/g;

/**
 * The branches of a script that nobody can be sure of: those behind conditions on more than the arguments and the user of the script, such
 * as a variable of the environment, a file, or the answer of a program.
 */
export function doubtfulParts(script: string, tree: Node): ReadonlySet<Node> {
  const own = ownVariables(script, tree);
  const functions = functionsOf(tree);
  const parts = new Set<Node>();
  const hasOtherVariable = (condition: Node) => namesIn(textOf(script, condition)).some((name) => !own.has(name));
  const isDoubtful = (condition: Node) => hasOtherVariable(condition) || hasDoubtfulCommand(script, condition, functions);
  const visit = (node: Node): void => {
    if (node.type === 'If') {
      let isInDoubt = false;
      for (const { clause, then } of [node, ...node.elif]) {
        isInDoubt ||= isDoubtful(clause);
        if (isInDoubt) parts.add(then);
      }
      if (isInDoubt && node.else) parts.add(node.else);
    }
    if (node.type === 'Case' && isDoubtful(node.word)) node.items.forEach((item) => parts.add(item));
    if (node.type === 'While' && isDoubtful(node.clause)) parts.add(node.body);
    if (node.type === 'AndOr') {
      const first = node.commands.findIndex((command) => isDoubtful(command));
      if (first >= 0) node.commands.slice(first + 1).forEach((command) => parts.add(command));
    }
    forEachChild(node, visit);
  };
  visit(tree);
  return parts;
}

function textOf(script: string, { pos, end }: Node): string {
  return script.slice(pos, end);
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name);
}

/** The variables that the script itself sets, whatever they had before. */
function ownVariables(script: string, tree: Node): ReadonlySet<string> {
  const own = new Set(USER_VARIABLES);
  const given = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'Assignment') {
      (namesIn(textOf(script, node)).includes(node.name) ? given : own).add(node.name);
    }
    if (node.type === 'For') own.add(node.name.text);
    forEachChild(node, visit);
  };
  visit(tree);
  given.forEach((name) => own.delete(name));
  return own;
}

/** A function of the script usually looks at the arguments that it gets. */
function functionsOf(tree: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'Function') names.add(node.name.text);
    forEachChild(node, visit);
  };
  visit(tree);
  return names;
}

function hasDoubtfulCommand(script: string, condition: Node, functions: ReadonlySet<string>): boolean {
  let isFound = false;
  const visit = (node: Node): void => {
    if (node.type === 'Command' && node.name) {
      const { text } = node.name;
      isFound ||= !(PLAIN_COMMANDS.test(text) || functions.has(text)) || FILE_TEST.test(textOf(script, node));
    }
    if (node.type === 'TestCommand') {
      isFound ||= FILE_TEST.test(textOf(script, node));
    }
    forEachChild(node, visit);
  };
  visit(condition);
  return isFound;
}
