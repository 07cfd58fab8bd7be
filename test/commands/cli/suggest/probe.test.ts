import { createServer, RequestListener, Server } from 'http';
import { AddressInfo } from 'net';
import { askPort } from '../../../../src/commands/cli/suggest/ask';
import { differences } from '../../../../src/commands/cli/suggest/differences';
import { failedVerification, runFailure } from '../../../../src/commands/cli/suggest/failures';
import { publishing, readProbe, wayOf } from '../../../../src/commands/cli/suggest/probe';
import { Ending } from '../../../../src/commands/cli/suggest/watch';
import { run } from '../support';

test.each<[string, number, string]>([
  ['http://:8080/', 8080, '/'], ['http://:8080', 8080, '/'], ['http:///ready', 80, '/ready'], ['http://localhost:81/a?b=c', 81, '/a?b=c'], ['http://127.0.0.1:65535', 65535, '/'],
])('reads the address %s', (text, port, path) => expect(readProbe(text)).toEqual({ text, port, path }));

test.each(['8080', ':8080', 'https://:8443/', 'http://example.com/', 'http://:0/', 'http://:65536/', 'http://:8080/a b'])('refuses the address %s', async (address) => {
  expect(await run(['suggest-paths', 'app:1', `--probe=${address}`], { env: { PATH: '/nowhere' } })).toEqual({
    status: 2, stdout: '', stderr: [`cdk8s-hardened: --probe ${address} is not an HTTP address in the container: write http://:8080/ or http://:8080/health/ready`],
  });
});

test('reaches the port of the machine where the container has its network, and another one otherwise', () => {
  expect(wayOf('podman', ['--network=host'])).toBe('host');
  expect(wayOf('podman', ['--network=none'])).toBe(process.platform === 'linux' ? 'joined' : 'published');
  expect(publishing('published', readProbe('http://:8080/'))).toEqual(['--publish=127.0.0.1::8080']);
  expect(publishing('joined', readProbe('http://:8080/'))).toEqual([]);
});

describe('an answer', () => {
  let server: Server;
  afterEach(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));

  async function answerOf(listener: RequestListener) {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return askPort((server.address() as AddressInfo).port, '/path?x');
  }

  test.each<[string, RequestListener, object]>([
    ['its status and the type of its body', (_, response) => response.writeHead(404, { 'Content-Type': 'Text/HTML; charset=utf-8' }).end('<p>'), { status: 404, body: 'text/html' }],
    ['no body', (_, response) => response.writeHead(204).end(), { status: 204, body: 'empty' }],
    ['a body without a type', (_, response) => response.end('x'), { status: 200, body: 'no content type' }],
    ['a redirection, which is not followed', (_, response) => response.writeHead(302, { Location: '/other' }).end(), { status: 302, body: 'empty' }],
    ['a body that never ends', (_, response) => { response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n'); }, { status: 200, body: 'text/event-stream' }],
    ['the path', ({ url }, response) => response.writeHead(200, { 'Content-Type': url }).end('x'), { status: 200, body: '/path?x' }],
  ])('has %s', async (_, listener, expected) => expect(await answerOf(listener)).toEqual(expected));

  test('is none if the connection breaks', async () => {
    expect(await answerOf(({ socket }) => socket.destroy())).toBeUndefined();
  });
});

const OK = { status: 200, body: 'text/html' };
const ending = (kind: Ending['kind'], more: Partial<Ending> = {}): Ending => ({ kind, seconds: 2, ...more });

describe('two runs', () => {
  test.each<[string, Ending, Ending]>([
    ['both ran on', ending('time'), ending('time')],
    ['both were ready', ending('until'), ending('until')],
    ['both exited with the same code', ending('exit', { exitCode: 0 }), ending('exit', { exitCode: 0 })],
    ['both gave the same answer', ending('until', { answer: OK }), ending('until', { answer: { ...OK } })],
    ['the second was ready earlier', ending('time', { answer: OK }), ending('until', { answer: OK })],
    ['someone ended the second', ending('until'), ending('interrupted')],
  ])('are the same if %s', (_, one, other) => expect(differences(one, other, 'http://:80/')).toEqual([]));

  test.each<[string, Ending, Ending, string]>([
    ['the second exited', ending('time'), ending('exit', { exitCode: 0 }), 'it exited after 2 s with code 0, which it did not in the first run'],
    ['the second exited with another code', ending('exit', { exitCode: 0 }), ending('exit', { exitCode: 1 }), 'it exited after 2 s with code 1, which it did not in the first run'],
    ['the second did not exit', ending('exit', { exitCode: 0 }), ending('time'), 'it did not exit within 2 s, and did after 2 s in the first run'],
    ['the second was not ready', ending('until'), ending('time'), 'it was not ready within 2 s, and was after 2 s in the first run'],
    ['the second answered differently', ending('until', { answer: OK }), ending('time', { answer: { ...OK, status: 404 } }), 'http://:80/ gave 404 text/html, and 200 text/html in the first run'],
    ['the second did not answer', ending('until', { answer: OK }), ending('time'), 'http://:80/ gave no answer, and 200 text/html in the first run'],
  ])('are different if %s', (_, one, other, difference) => expect(differences(one, other, 'http://:80/')).toEqual([difference]));
});

describe('the first run failed', () => {
  const PROBE = { probe: 'http://:80/' };
  const failure = (end: Ending, options = {}) => runFailure({ ending: end, log: [] }, options)[0]?.replace(': it may write to more paths than reported', '');

  test.each<[string, Ending, object, string]>([
    ['exits with an error', ending('exit', { exitCode: 3 }), {}, 'the container exited after 2 s with code 3'],
    ['exits before the probe had its answer', ending('exit', { exitCode: 0 }), PROBE, 'the container exited after 2 s with code 0'],
    ['never answers', ending('time'), PROBE, 'http://:80/ gave no answer within 2 s'],
    ['answers that it is broken', ending('time', { answer: { ...OK, status: 503 } }), PROBE, 'http://:80/ gave 503 text/html within 2 s'],
    ['is never ready', ending('time', { answer: OK }), { ...PROBE, until: 'true' }, '--until true did not succeed within 2 s'],
  ])('if it %s', (_, end, options, expected) => expect(failure(end, options)).toBe(expected));

  test.each<[string, Ending, object]>([
    ['runs until the time limit', ending('time'), {}],
    ['exits', ending('exit', { exitCode: 0 }), {}],
    ['is ready', ending('until', { answer: OK }), PROBE],
    ['always answers that someone must log in', ending('time', { answer: { ...OK, status: 401 } }), PROBE],
    ['was interrupted', ending('interrupted'), PROBE],
  ])('not if it %s', (_, end, options) => expect(failure(end, options)).toBeUndefined());
});

test('a failed verification is reported with the end of the log', () => {
  expect(failedVerification({ user: '5:5', differences: ['a', 'b'], refusedWrites: [], log: ['last'] }))
    .toEqual(['the suggestion does not work: a; b', 'the end of its log:', '  last']);
});
