import { IConstruct } from 'constructs';
import { Waiver, WaiverTarget } from '../../policy/settings/waiver';

/** A waiver for objects below a scope. */
export interface ScopedWaiver extends Waiver {
  /**
   * The workloads or objects that it covers. Each construct must be or contain one Kubernetes object; an `Include` or `Helm` must contain
   * only one. The waiver covers nothing else below the scope, now or later.
   *
   * @default - the scope itself, which must then be or contain one object
   */
  readonly targets?: IConstruct[];

  /**
   * The one object below the scope that it covers, by kind and name. Use it for objects without a construct, such as the objects of a Helm
   * chart. Set either `target` or `targets`.
   *
   * @default - `targets`
   */
  readonly target?: WaiverTarget;
}
