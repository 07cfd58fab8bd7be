import { IConstruct } from 'constructs';

/** A class of a jsii library. */
export interface LibraryClass {
  /** The name of the library, such as `cdk8s-plus-28`. */
  readonly library: string;
  /** The name of the class, such as `Deployment`. */
  readonly name: string;
}

const RTTI = Symbol.for('jsii.rtti');

/** The most derived class of a construct that a jsii library defines. Undefined if there is none. */
export function libraryClassOf(construct: IConstruct): LibraryClass | undefined {
  const { fqn } = (construct.constructor as { [RTTI]?: { readonly fqn: string } })[RTTI] ?? {};
  const dot = fqn?.indexOf('.') ?? -1;
  return fqn === undefined || dot < 0 ? undefined : { library: fqn.slice(0, dot), name: fqn.slice(dot + 1) };
}

/** Whether a construct was created with cdk8s-plus or this library, so that its author writes props instead of YAML. */
export function isOfCdk8sPlus(construct: IConstruct): boolean {
  const { library = '' } = libraryClassOf(construct) ?? {};
  return library.startsWith('cdk8s-plus-') || library === 'cdk8s-hardened' || library.startsWith('cdk8s-hardened-plus-');
}

/** Whether the class of a construct takes props. The classes of cdk8s-plus in `k8s` take fields of the API instead. */
export function isMadeFromProps(construct: IConstruct): boolean {
  return isOfCdk8sPlus(construct) && !libraryClassOf(construct)!.name.startsWith('k8s.');
}
