/*
 * Prints what the client in the extension of VS Code sends first: `node test/integrations/vscode-client.cjs > test/integrations/vscode-initialize.json`.
 * A stand-in takes the place of the module `vscode`, which only VS Code has; what the client says it can do does not depend on it.
 */
const Module = require('module');
const { join } = require('path');

const standIn = (name) => new Proxy(class {}, {
  get: (target, key) => {
    if (key === 'then' || typeof key === 'symbol') return undefined;
    if (key === 'prototype') return target.prototype;
    return target[key] ??= standIn(`${name}.${key}`);
  },
  apply: () => standIn(name),
  construct: (target, values, made) => Object.create(made.prototype ?? {}),
});
const vscode = standIn('vscode');
vscode.version = '1.91.0';
vscode.EventEmitter = class {
  event = () => ({ dispose() {} });
};

const { _load } = Module;
Module._load = function load(request, ...rest) {
  return request === 'vscode' ? vscode : _load.call(this, request, ...rest);
};
const { LanguageClient } = require(join(__dirname, '../../integrations/vscode/node_modules/vscode-languageclient/lib/node/main.js'));

const client = new LanguageClient('cdk8s-hardened', 'cdk8s-hardened', { command: '' }, { documentSelector: [{ language: 'yaml' }] });
const clientInfo = { name: 'Visual Studio Code', version: '1.91.0' };
console.log(JSON.stringify({ processId: null, clientInfo, locale: 'en', capabilities: client.computeClientCapabilities(), trace: 'off' }, null, 2));
