import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { mountPropagation } from '../../../../src/policy/controls/hardened/mount-propagation';
import { found } from '../support';
import { ODD_LISTS, PLACE, podWith } from './pod-with';

const mount = (propagation: unknown) => ({
  volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/b', mountPropagation: propagation }],
});

test.each(CONTAINER_LISTS)('reports Bidirectional in %s', (list) => {
  expect(found(mountPropagation, podWith(mount('Bidirectional'), list))).toEqual([`${PLACE[list]}.volumeMounts[1].mountPropagation`]);
});

test.each(['None', 'HostToContainer', '', null, undefined, 7, ['Bidirectional']])('accepts %p', (value) => {
  expect(found(mountPropagation, podWith(mount(value)))).toEqual([]);
});

test.each(ODD_LISTS)('survives mounts of %p', (volumeMounts) => {
  expect(found(mountPropagation, podWith({ volumeMounts }))).toEqual([]);
});
