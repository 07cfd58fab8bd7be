import { IConstruct, Node } from 'constructs';

type Listener = (newcomer: IConstruct) => void;

/**
 * The methods of `Node` that change a tree. `addChild`, which `constructs` calls for every child, and `_dependencies` are not public API of
 * `constructs`.
 */
interface ChangedNode {
  readonly _dependencies?: ReadonlySet<unknown>;
  addChild?: (child: IConstruct, name: string) => void;
  tryRemoveChild: Node['tryRemoveChild'];
  addDependency: Node['addDependency'];
  addValidation: Node['addValidation'];
}

/** The listeners, by root node of a tree. */
const listeners = new WeakMap<Node, Listener>();
const watched = new WeakSet<object>();
let changes = 0;

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
    watch(Object.getPrototypeOf(node)); // Several copies of `constructs` may be loaded.
  }
}

/**
 * Number of times that a tree has changed: children, dependencies or validations. It counts the changes of all trees, because finding the
 * root of a node takes longer.
 */
export function treeChanges(): number {
  return changes;
}

/** Whether `treeChanges` counts every change of a construct, now and later. */
export function countsChangesOf({ node }: IConstruct): boolean {
  if (!watched.has(Object.getPrototypeOf(node))) {
    return false;
  }
  const added = [...(node as unknown as ChangedNode)._dependencies ?? []];
  const { dependencies } = node;
  // A group of dependencies can grow without a call of the node.
  return added.length === dependencies.length && added.every((dependency, i) => dependency === dependencies[i]);
}

function watch(prototype: ChangedNode): void {
  const { addChild, tryRemoveChild, addDependency, addValidation } = prototype;
  if (!addChild || watched.has(prototype)) {
    return;
  }
  watched.add(prototype);
  prototype.addChild = function (this: Node, child, name) {
    addChild.call(this, child, name);
    changes++;
    listeners.get(rootOf(this))?.(child);
  };
  prototype.tryRemoveChild = function (this: Node, name) {
    changes++;
    return tryRemoveChild.call(this, name);
  };
  prototype.addDependency = function (this: ChangedNode, ...dependencies) {
    const before = this._dependencies?.size;
    addDependency.apply(this as unknown as Node, dependencies);
    // cdk8s adds the dependencies that it derives again for each chart.
    if (before === undefined || before !== this._dependencies?.size) {
      changes++;
    }
  };
  prototype.addValidation = function (this: Node, validation) {
    changes++;
    addValidation.call(this, validation);
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
