import { recorded } from './recorded-kubectl';
import { readWholeList, UnreadableList } from '../../../src/tasks/cluster/pages';
import { PlacedKubectl } from '../../../src/tasks/cluster/placed-kubectl';

const PATH = '/api/v1/podtemplates';

function read(kubectl: PlacedKubectl) {
  const taken: string[][] = [[]];
  readWholeList(kubectl, PATH, {
    take: (objects) => taken[taken.length - 1].push(...objects.map(({ apiVersion, kind, metadata }: any) => `${apiVersion} ${kind} ${metadata.namespace}/${metadata.name}`)),
    restart: () => { taken.push([]); },
  }, 2);
  return taken;
}

test('a list that expires between its pages (410) is read again from its start', () => {
  const kubectl = recorded('expired');
  const all = ['a', 'b', 'c'].map((name) => `v1 PodTemplate empty/${name}`);
  expect(read(new PlacedKubectl(kubectl, { context: 'test' }))).toEqual([all.slice(0, 2), all]);
  expect(kubectl.ran[0]).toBe(`--context=test get --request-timeout=50s --raw=${PATH}?limit=2`);
  expect(kubectl.ran[1]).toMatch(/limit=2&continue=\S+$/);
});

test('a list that always expires is an error after three attempts', () => {
  const first = recorded('expired')(['--context=test', 'get', '--request-timeout=50s', `--raw=${PATH}?limit=2`]);
  const stderr = 'Error from server (Expired): The provided continue parameter is too old';
  const kubectl = new PlacedKubectl((args) => args.join().includes('continue=') ? { status: 1, stdout: Buffer.of(), stderr } : first, {});
  expect(() => read(kubectl)).toThrow(new UnreadableList(stderr));
  expect(kubectl.commands).toHaveLength(6);
});
