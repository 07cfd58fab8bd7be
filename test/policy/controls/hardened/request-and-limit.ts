import { AnyPodControl } from '../../../../src/policy/controls/control';
import { found, goodPod } from '../support';
import { podWith } from './pod-with';

/** The tests of a control that wants a request and a limit of one resource. */
export function testRequestAndLimit(control: AnyPodControl, resource: string): void {
  const place = (kind: string, list = 'containers') => `spec.${list}[1].resources.${kind}.${resource}`;
  const both = [place('requests'), place('limits')];
  const amounts = (requests: unknown, limits: unknown) => ({
    resources: { requests: { [resource]: requests }, limits: { [resource]: limits } },
  });

  test('accepts a good pod', () => expect(found(control, goodPod())).toEqual([]));

  test.each(['1', 1, '500m', '1Gi', '0.1', '1e3'])('accepts the amount %p', (amount) => {
    expect(found(control, podWith(amounts(amount, amount)))).toEqual([]);
  });

  test.each([undefined, null, 0, '0', '0Gi', '', 'plenty', true, {}, -1])('reports the amount %p', (amount) => {
    expect(found(control, podWith(amounts(amount, amount)))).toEqual(both);
    expect(found(control, podWith(amounts('1', amount)))).toEqual([place('limits')]);
    expect(found(control, podWith(amounts(amount, '1')))).toEqual([place('requests')]);
  });

  test.each([undefined, null, 'text', [], {}, { requests: null, limits: 'text' }])('reports resources of %p', (resources) => {
    expect(found(control, podWith({ resources }))).toEqual(both);
  });

  test('checks init containers, but not ephemeral containers, which cannot have resources', () => {
    expect(found(control, podWith({ resources: {} }, 'initContainers')))
      .toEqual([place('requests', 'initContainers'), place('limits', 'initContainers')]);
    expect(found(control, podWith({ resources: {} }, 'ephemeralContainers'))).toEqual([]);
  });
}
