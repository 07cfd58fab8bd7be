/* Asks a port once, and prints the answer. It runs as a separate process in the network of a container. Arguments: PORT PATH. */
import { askPort } from './ask';

const [port, path] = process.argv.slice(2);
void askPort(Number(port), path).then((answer) => process.stdout.write(JSON.stringify(answer ?? null)));
