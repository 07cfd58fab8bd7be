import { dockerfileWaivers } from '../../../src/policy/waivers/dockerfile-comments';
import { dockerfile } from '../../formats/dockerfile/support';

const WAIVER = { control: 'dockerfile-sudo', allow: ['sudo a'], reason: 'the installer calls it itself', expires: '2999-12-31', owner: 'team', ticket: 'SHOP-1' };
const COMMENT = `# cdk8s-hardened/waive: ${JSON.stringify(WAIVER)}`;

test.each<[string, string[], number, number | undefined]>([
  ['above an instruction', ['FROM a:1', COMMENT, 'RUN sudo a'], 2, 1],
  ['above an instruction, with other lines between', ['FROM a:1', COMMENT, '', '# why', 'RUN sudo a'], 2, 1],
  ['in an instruction', ['FROM a:1', 'RUN x && \\', `  ${COMMENT}`, '  sudo a'], 3, 1],
  ['above the first instruction, for the whole file', [COMMENT, 'FROM a:1', 'RUN sudo a'], 1, undefined],
  ['above the first instruction, below a directive', ['# syntax=x', COMMENT, '', 'ARG A', 'FROM a:1'], 2, undefined],
  ['in the first instruction', ['ARG A=\\', COMMENT, '  1', 'FROM a:1'], 2, 0],
  ['without spaces', ['FROM a:1', COMMENT.replace('# ', '#').replace(': {', ':{'), 'RUN sudo a'], 2, 1],
])('reads a comment %s', (_, lines, line, instruction) => {
  expect(dockerfileWaivers(dockerfile(...lines))).toEqual({ waivers: [{ waiver: WAIVER, line, instruction }], problems: [] });
});

test('reads several comments', () => {
  const { waivers } = dockerfileWaivers(dockerfile(COMMENT, COMMENT, 'FROM a:1', COMMENT, 'RUN b'));
  expect(waivers.map(({ line, instruction }) => [line, instruction])).toEqual([[1, undefined], [2, undefined], [4, 1]]);
});

test.each(['# waive: {}', '# see cdk8s-hardened/waive: {}', '# cdk8s-hardened', 'LABEL a="# cdk8s-hardened/waive: {}"'])('%s is not a waiver comment', (line) => {
  expect(dockerfileWaivers(dockerfile('FROM a:1', line, 'RUN b'))).toEqual({ waivers: [], problems: [] });
});

test.each<[string, string]>([
  ['# cdk8s-hardened/waive {}', 'unknown comment: use `cdk8s-hardened/waive: {...}`'],
  ['# cdk8s-hardened/note: cdk8s-hardened/waive: {}', 'unknown comment: use `cdk8s-hardened/waive: {...}`'],
  ['# cdk8s-hardened/waive:', 'Unexpected end of JSON input'],
  ['# cdk8s-hardened/waive: null', 'a waiver must be an object'],
  ['# cdk8s-hardened/waive: {"control": "dockerfile-sudo", "reason": "a b c", "until": "1"}', 'a waiver has no field "until"'],
  ['# cdk8s-hardened/waive: {"control": "dockerfile-sud", "reason": "a b c"}', 'did you mean "dockerfile-sudo"?'],
  ['# cdk8s-hardened/waive: {"control": "dockerfile-sudo", "reason": "no"}', 'is too short'],
])('reports %s as unreadable', (line, message) => {
  expect(dockerfileWaivers(dockerfile('FROM a:1', line, 'RUN b'))).toEqual({
    waivers: [],
    problems: [{ line: 2, message: expect.stringMatching(/^the comment is not a valid waiver: /) }],
  });
  expect(dockerfileWaivers(dockerfile('FROM a:1', line, 'RUN b')).problems[0].message).toContain(message);
});

test('reports a comment below the last instruction', () => {
  expect(dockerfileWaivers(dockerfile('FROM a:1', 'RUN b', COMMENT)).problems).toEqual([{ line: 3, message: 'the comment is not a valid waiver: no instruction follows the comment: move it above the instruction whose finding it accepts' }]);
});
