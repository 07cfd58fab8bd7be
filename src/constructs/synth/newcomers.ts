import { IConstruct, Node } from 'constructs';

type Listener = (newcomer: IConstruct) => void;

/** The method that `constructs` calls for every child. It is not public API of `constructs`. */
interface Parent {
  addChild?: (child: IConstruct, name: string) => void;
}

/** The listeners, by root node of a tree. */
const listeners = new WeakMap<Node, Listener>();
const patched = new WeakSet<Parent>();

/**
 * Calls a function for every construct that is added to a tree from now on, at any depth. At that time, the construct's constructor has
 * only started, and only its class is known. If `constructs` adds children in another way, the function is not called.
 *
 * This patches the prototype of `Node` and not each node. A new construct has no node yet. Waiting for the node takes a setter, and V8
 * stores an object that had a setter as a hash table, which made all of cdk8s slower.
 */
export function onConstructAdded(root: IConstruct, listener: Listener): void {
  listeners.set(root.node, listener);
  for (const { node } of root.node.findAll()) {
    patch(Object.getPrototypeOf(node)); // Several copies of `constructs` may be loaded.
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

/** The root node. `Node.root` would allocate a list of all scopes. */
function rootOf(node: Node): Node {
  let root = node;
  while (root.scope) {
    root = root.scope.node;
  }
  return root;
}
