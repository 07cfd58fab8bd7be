/*
 * Starts a language server, sends it messages, and writes what it answers: `node talk.cjs PLAN ANSWERS`. Each message waits for the answers
 * to those before it.
 */
const { spawn } = require('child_process');
const { readFileSync, writeFileSync } = require('fs');
const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = require('vscode-languageserver/node');

const [plan, answers] = process.argv.slice(2);
const { args, cwd, messages } = JSON.parse(readFileSync(plan, 'utf8'));

async function talk() {
  const server = spawn(process.execPath, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const shown = [];
  connection.onNotification('textDocument/publishDiagnostics', (params) => shown.push(params));
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const results = [];
  for (const { request, notification, params } of messages) {
    if (request) {
      results.push(await connection.sendRequest(request, params));
    } else {
      await connection.sendNotification(notification, params);
    }
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await new Promise((resolve) => server.on('close', resolve));
  writeFileSync(answers, JSON.stringify({ results, shown }));
}

void talk();
