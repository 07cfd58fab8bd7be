import { ChildProcess, spawn } from 'child_process';
import { once } from 'events';
import { join } from 'path';
import { createInterface } from 'readline';

/** The program that is the kernel. */
export const KERNEL_HOST = join(__dirname, 'kernel-host.cjs');

/** An object that lives in the kernel. */
export interface Ref {
  readonly '$jsii.byref': string;
}

/** The client's end of a kernel: just enough of what the jsii runtime of a language does. */
export class KernelProcess {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  /** @param cwd the folder of the files that the app reads. */
  constructor(cwd?: string) {
    this.child = spawn(process.execPath, [KERNEL_HOST], { stdio: 'pipe', cwd });
    this.child.stderr!.on('data', (text) => process.stderr.write(text));
    this.answers = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  public async create(fqn: string, ...args: unknown[]): Promise<Ref> {
    return this.call('create', { fqn, args });
  }

  public async get(objref: Ref, property: string): Promise<any> {
    return (await this.call('get', { objref, property })).value;
  }

  public async getStatic(fqn: string, property: string): Promise<any> {
    return (await this.call('sget', { fqn, property })).value;
  }

  public async invoke(objref: Ref, method: string, ...args: unknown[]): Promise<any> {
    return (await this.call('invoke', { objref, method, args })).result;
  }

  public async invokeStatic(fqn: string, method: string, ...args: unknown[]): Promise<any> {
    return (await this.call('sinvoke', { fqn, method, args })).result;
  }

  public async call(api: string, request: object): Promise<any> {
    this.child.stdin!.write(JSON.stringify({ api, ...request }) + '\n');
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`The kernel stopped during ${api}.`);
    const { ok, error } = JSON.parse(value);
    if (error) throw new Error(error);
    return ok;
  }

  public async stop() {
    this.child.stdin!.end();
    await once(this.child, 'exit');
  }
}
