/*
 * A jsii kernel behind pipes, as Python, Java, .NET and Go start one: a request per line in, an answer per line out.
 *
 * It is a process of its own because the kernel runs what it loads in a context of its own, which jest's module
 * registry does not survive.
 */
const { createInterface } = require('readline');
const { Kernel } = require('@jsii/kernel');

const kernel = new Kernel((callback) => {
  throw new Error(`Nothing is overridden, so nothing should call back: ${JSON.stringify(callback)}`);
});

createInterface({ input: process.stdin }).on('line', (line) => {
  const { api, ...request } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ ok: kernel[api](request) }));
  } catch (error) {
    console.log(JSON.stringify({ error: error.stack }));
  }
});
