import { documentsOf } from './support';
import { Path } from '../../../src/formats/manifest/json';
import { SourceLines } from '../../../src/formats/yaml/source-lines';

const FILE = `kind: First
---
# A comment
kind: Pod
spec:
  containers:
    - name: a
      command: [
        sh, -c,
        "b
        c"
      ]
    -
      name: b
      args:
      - |
        text
        more
      - x
      -
  017:
    securityContext: &strict
      privileged: false
      capabilities: {drop: [ALL]}
  merged:
    <<: [*strict, {other: 1}]
    runAsUser: 0
  alias: *strict
`;

const lines = new SourceLines(documentsOf(FILE)[1]);

it.each<[number, ...Path]>([
  [4],
  [4, 'kind'],
  [5, 'spec'],
  [6, 'spec', 'containers'],
  [7, 'spec', 'containers', 0],
  [7, 'spec', 'containers', 0, 'name'],
  [8, 'spec', 'containers', 0, 'command'],
  [9, 'spec', 'containers', 0, 'command', 0],
  [10, 'spec', 'containers', 0, 'command', 2],
  [14, 'spec', 'containers', 1, 'name'],
  [16, 'spec', 'containers', 1, 'args', 0],
  [19, 'spec', 'containers', 1, 'args', 1],
  [22, 'spec', '15', 'securityContext'],
  [23, 'spec', '15', 'securityContext', 'privileged'],
  [24, 'spec', '15', 'securityContext', 'capabilities', 'drop', 0],
  // Where a merged field was written
  [23, 'spec', 'merged', 'privileged'],
  [26, 'spec', 'merged', 'other'],
  [27, 'spec', 'merged', 'runAsUser'],
  [28, 'spec', 'alias'],
  [23, 'spec', 'alias', 'privileged'],
  // An absent field has the line of its parent
  [7, 'spec', 'containers', 0, 'securityContext', 'runAsNonRoot'],
  [6, 'spec', 'containers', 7],
  [5, 'spec', 'toString'],
  [4, 'metadata'],
])('line %i is the line of %j', (line, ...path) => {
  expect(lines.lineOf(path)).toBe(line);
});

it.each<[string, number, Path]>([
  ['{"a":1}\n\n{"b":\n [1,\n  {"c": 2}]}', 5, ['b', 1, 'c']],
  ['{"a":1}\n\n{"b":\n [1,\n  {"c": 2}]}', 4, ['b', 0]],
  ['a: 1\n---\nb: [\nc,\n{d: 1,\ne: 2}\n]\nf: 3\n', 6, ['b', 1, 'e']],
  ['a: 1\n---\nb: [\nc,\n{d: 1,\ne: 2}\n]\nf: 3\n', 8, ['f']],
  ['a: 1\r---: 2\n---\r\nb: 1\r\n\r\nc: 2\r\n', 6, ['c']],
  ['a: 1\n---\n', 3, ['b']],
])('finds a field of the last document of %j on line %i', (file, line, path) => {
  expect(new SourceLines(documentsOf(file).pop()!).lineOf(path)).toBe(line);
});
