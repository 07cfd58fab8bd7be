import { recorded } from './recorded-kubectl';
import { readList, UnreadableList } from '../../../src/tasks/cluster/pages';
import { PlacedKubectl } from '../../../src/tasks/cluster/placed-kubectl';

const PATH = '/api/v1/serviceaccounts';

function read(kubectl: PlacedKubectl) {
  const taken: string[][] = [[]];
  readList(kubectl, PATH, {
    take: (objects) => taken[taken.length - 1].push(...objects.map(({ apiVersion, kind, metadata }: any) => `${apiVersion} ${kind} ${metadata.namespace}/${metadata.name}`)),
    restart: () => { taken.push([]); },
  }, 2);
  return taken;
}

test('a list that expires between its pages (410) is read again from its start', () => {
  const kubectl = recorded('expired');
  const [before, after, ...others] = read(new PlacedKubectl(kubectl, { context: 'test' }));
  expect(others).toEqual([]);
  expect(before).toHaveLength(2);
  expect(after.slice(0, 2)).toEqual(before);
  expect(after.length).toBeGreaterThan(8);
  expect(new Set(after).size).toBe(after.length);
  expect(after[0]).toBe('v1 ServiceAccount billing/default');
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
