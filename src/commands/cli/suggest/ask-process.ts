/* Asks once, in a process of its own that the network of a container was given to, and prints the answer: PORT PATH. */
import { askPort } from './ask';

const [port, path] = process.argv.slice(2);
void askPort(Number(port), path).then((answer) => process.stdout.write(JSON.stringify(answer ?? null)));
