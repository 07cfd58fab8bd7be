import { AnyPodControl } from '../../../../src/policy/controls/control';
import { found, goodContainer, goodPod } from '../support';

/** What is changed in a pod with a user namespace, by its name, and the fields that a control finds then. */
export type UserNamespaceCase = readonly [string, (spec: any) => void, string[]];

/** A pod with a user namespace and containers of every sort. */
export const podWith = (change: (spec: any) => void) => goodPod((spec) => {
  spec.hostUsers = false;
  spec.ephemeralContainers = [goodContainer('debug')];
  change(spec);
});

/** Tests what a control finds in pods with a user namespace, and that it finds nothing in those without one. */
export function expectOfUserNamespaces(control: AnyPodControl, cases: readonly UserNamespaceCase[]): void {
  it.each(cases)('reports what is wrong, and nothing else: %s', (_, change, expected) => {
    expect(found(control, podWith(change))).toEqual(expected);
  });

  it.each(cases)('accepts %s without a user namespace', (_, change) => {
    for (const hostUsers of [undefined, null, true, 'false']) {
      expect(found(control, podWith((spec) => { change(spec); spec.hostUsers = hostUsers; }), '1.32')).toEqual([]);
    }
  });
}
