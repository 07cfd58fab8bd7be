const { readFileSync, writeFileSync } = require('fs');
const fastify = require('fastify');

const FILE = `${__dirname}/data/status.json`;
const state = JSON.parse(readFileSync(FILE, 'utf8'));
const save = () => writeFileSync(FILE, JSON.stringify(state));
state.starts += 1;
save();

const server = fastify();
server.get('/', () => `status answers: ${JSON.stringify(state)}\n`);
server.post('/', ({ body: { text } }) => {
  state.texts.push(text);
  save();
  return 'kept\n';
});
server.listen({ host: '0.0.0.0', port: Number(process.env.SERVER_PORT) });
