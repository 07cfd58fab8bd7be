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
 * Calls a function for every construct that is added to a tree from now on, at any depth. During the call, the constructor of the construct
 * has only begun, so only the class of the construct is known. If `constructs` adds a child without `addChild`, there is no call.
 *
 * This patches the prototype of `Node`, because a new construct has no node to patch yet. A setter on the construct could wait for its
 * node, but V8 stores an object that had a setter as a hash table, which made all of cdk8s slower.
 */
export function onConstructAdded(root: IConstruct, listener: Listener): void {
  listeners.set(root.node, listener);
  for (const { node } of root.node.findAll()) {
    watch(Object.getPrototypeOf(node)); // Several copies of `constructs` may be loaded.
  }
}

/**
 * Number of changes of children, dependencies and validations so far, in all trees: it would take longer to find out the tree of a node.
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
  // A group of dependencies can grow without a call to the node, and such a change is not counted.
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
    // For each chart, cdk8s adds its derived dependencies again. Only new dependencies are a change.
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
