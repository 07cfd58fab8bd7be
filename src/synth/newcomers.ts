import { IConstruct, Node } from 'constructs';

type Watched = { addChild?: (child: IConstruct, name: string) => void };

/**
 * Calls a function for every construct that is added below another from now on, at any depth. The construct's own constructor has only
 * started then: only its class and its node are known. If `constructs` adds children in another way, the function is not called.
 */
export function onNewcomer(construct: IConstruct, callback: (newcomer: IConstruct) => void): void {
  for (const { node } of construct.node.findAll()) {
    watch(node, callback);
  }
}

function watch(node: Node, callback: (newcomer: IConstruct) => void): void {
  const watched = node as unknown as Watched;
  const { addChild } = watched;
  if (!addChild) {
    return;
  }
  define(watched, 'addChild', (child: IConstruct, name: string) => {
    addChild.call(node, child, name);
    onNode(child, (own) => {
      watch(own, callback);
      callback(child);
    });
  });
}

/** A construct is added to its parent before it has its node, which it gets by an assignment. */
function onNode(child: IConstruct, callback: (node: Node) => void): void {
  Object.defineProperty(child, 'node', {
    configurable: true,
    enumerable: true,
    set: (node: Node) => {
      Object.defineProperty(child, 'node', { value: node, configurable: true, enumerable: true, writable: true });
      callback(node);
    },
  });
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, enumerable: false, writable: true });
}
