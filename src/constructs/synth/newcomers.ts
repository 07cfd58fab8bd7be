import { IConstruct, Node } from 'constructs';

type Listener = (newcomer: IConstruct) => void;

/** What `constructs` calls for every child. It is no part of its API. */
interface Parent {
  addChild?: (child: IConstruct, name: string) => void;
}

/** By the node of the root of a tree. */
const listeners = new WeakMap<Node, Listener>();
const patched = new WeakSet<Parent>();

/**
 * Calls a function for every construct that is added to a tree from now on, at any depth. The construct's own constructor has only started
 * then: only its class is known. If `constructs` adds children in another way, the function is not called.
 *
 * The prototype of `Node` is changed, and not each node: a new construct has no node yet, to wait for it takes a setter, and V8 keeps an
 * object that had one as a hash table, which made all of cdk8s slower.
 */
export function onNewcomer(root: IConstruct, listener: Listener): void {
  listeners.set(root.node, listener);
  for (const { node } of root.node.findAll()) {
    patch(Object.getPrototypeOf(node)); // `constructs` may be there in several copies.
  }
}

function patch(prototype: Parent): void {
  const { addChild } = prototype;
  if (!addChild || patched.has(prototype)) {
    return;
  }
  patched.add(prototype);
  prototype.addChild = function (this: Node, child, name) {
    addChild.call(this, child, name);
    listeners.get(rootOf(this))?.(child);
  };
}

/** The node of the root. `Node.root` would make a list of all scopes. */
function rootOf(node: Node): Node {
  let root = node;
  while (root.scope) {
    root = root.scope.node;
  }
  return root;
}
