import { PLACE, podWith } from './pod-with';
import { CONTAINER_LISTS } from '../../../../src/formats/manifest/pod';
import { ContextParts } from '../../../../src/policy/context/context';
import { AnyPodControl } from '../../../../src/policy/controls/control';
import { Choices } from '../../../../src/policy/settings/choices';
import { found, goodPod } from '../support';

/** The tests of the controls on low uids and gids. */
export function testLowIds(control: AnyPodControl, field: 'runAsUser' | 'runAsGroup'): void {
  const idOf = field === 'runAsUser' ? 'user' : 'group';
  const own = (id: unknown) => ({ securityContext: { [field]: id } });

  test.each([1, 65, 1000, 10000, -1])('reports the id %p', (id) => {
    expect(found(control, podWith(own(id)))).toEqual([`spec.containers[1].securityContext.${field}`]);
  });

  test.each([10001, 65532, 0, undefined, null, '1000', true])('accepts the id %p', (id) => {
    expect(found(control, podWith(own(id)))).toEqual([]);
    expect(found(control, goodPod((spec) => { spec.securityContext[field] = id; }))).toEqual([]);
  });

  test.each(CONTAINER_LISTS)('checks %s', (list) => {
    expect(found(control, podWith(own(1000), list))).toEqual([`${PLACE[list]}.securityContext.${field}`]);
  });

  test('reports an inherited id once, at the pod', () => {
    expect(found(control, goodPod((spec) => { spec.securityContext[field] = 1000; }))).toEqual([`spec.securityContext.${field}`]);
  });

  test('accepts an id of the pod that every container overrides', () => {
    expect(found(control, goodPod((spec) => {
      spec.securityContext[field] = 1000;
      [...spec.initContainers, ...spec.containers].forEach(({ securityContext }) => { securityContext[field] = 20000; });
    }))).toEqual([]);
  });

  test.each([[false, 0], [true, 1], [undefined, 1], ['false', 1]])('with hostUsers %p there are %d findings', (hostUsers, count) => {
    const pod = goodPod((spec) => Object.assign(spec, { hostUsers, securityContext: { [field]: 1000 } }));
    expect(found(control, pod)).toHaveLength(count);
  });

  const withImage = (image: string, id: unknown, more: object = {}) => goodPod((spec) => {
    delete spec.initContainers;
    Object.assign(spec, more);
    spec.containers = [{ name: 'main', image, securityContext: { [field]: id } }];
  });
  const MAIN = [`spec.containers[0].securityContext.${field}`];

  test.each<[string, number, string[]]>([
    ['postgres:17', 999, []],
    ['postgres:17-alpine', 999, MAIN],
    ['postgres:17-alpine', 70, []],
    ['registry.example/postgres:17', 999, MAIN],
    ['busybox:1', 999, MAIN],
    ['quay.io/keycloak/keycloak:26.0', 1000, field === 'runAsUser' ? [] : MAIN],
    ['goharbor/harbor-db:v2.11.0', 999, []],
  ])('evaluates the id by what is known of the image %s: %d', (image, id, expected) => {
    expect(found(control, withImage(image, id))).toEqual(expected);
  });

  test.each<[string, string, ContextParts, string[]]>([
    ['the author', 'author', { }, MAIN],
    ['nobody', 'default', { }, MAIN],
    ['a preset', 'image', { }, []],
    ['a preset for another container', 'default', { choices: { identitySources: { pod: 'default', containers: { other: 'image' } } } }, MAIN],
    ['a preset for the container', 'default', { choices: { identity: {}, containerIdentities: { main: { user: 1000, group: 1000 } }, identitySources: { pod: 'author', containers: { main: 'image' } } } }, []],
    ['a preset with another gid, or with another uid', 'image', { choices: { identity: { user: 1001, group: 1001, [idOf]: 1000 } } }, []],
    ['a preset that has it as the other id', 'image', { choices: { identity: { user: 1000, group: 1000, [idOf]: 1001 } } }, MAIN],
    ['a preset with another id', 'image', { choices: { identity: { user: 1001, group: 1001 } } }, MAIN],
  ])('evaluates a low id of %s', (_, pod, context, expected) => {
    const choices = { identity: { user: 1000, group: 1000 }, identitySources: { pod, containers: {} } as Choices['identitySources'], ...context.choices };
    expect(found(control, withImage('registry.example/app:1', 1000), undefined, { choices })).toEqual(expected);
  });

  test('a container that copies files for another one is the same user', () => {
    const securityContext = { [field]: 999 };
    const pod = (name: string) => withImage('postgres:17', 999, { initContainers: [{ name, image: 'busybox:1', securityContext }] });
    expect(found(control, pod('writable-seed-main'))).toEqual([]);
    expect(found(control, pod('writable-seed-other'))).toEqual([`spec.initContainers[0].securityContext.${field}`]);
    const regular: any = withImage('postgres:17', 999);
    regular.spec.containers.push({ name: 'writable-seed-main', image: 'busybox:1', securityContext });
    expect(found(control, regular)).toEqual([`spec.containers[1].securityContext.${field}`]);
  });

  test('an id of the pod is reported if the image of one container has another', () => {
    const pod: any = withImage('postgres:17', undefined as never);
    pod.spec.securityContext[field] = 999;
    expect(found(control, pod)).toEqual([]);
    pod.spec.containers.push({ name: 'side', image: 'busybox:1' });
    expect(found(control, pod)).toEqual([`spec.securityContext.${field}`]);
  });
}
