import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { generateSources } from './generated';
import { KernelProcess } from './kernel';
import { runInKernel } from './kernel-program';
import { filesIn } from '../examples/synthesize';
import { packWithPeers } from '../package/support';

// The examples of all languages make the same calls (calls.test.ts), and here these calls yield the golden YAML through jsii.

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const GOLDEN = filesIn(join(EXAMPLES, 'typescript/dist'));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-languages-'));
  copyFileSync(join(EXAMPLES, 'typescript/agent.yaml'), join(folder, 'agent.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the calls of the examples yield the golden YAML in a jsii kernel with the packed package', async () => {
  const kernel = new KernelProcess(folder);
  for (const { name, version, path } of packWithPeers(folder)) {
    await kernel.call('load', { name, version, tarball: path });
  }
  await runInKernel(kernel, readFileSync(join(EXAMPLES, 'typescript/main.ts'), 'utf8'));
  await kernel.stop();
  expect(filesIn(join(folder, 'dist'))).toEqual(GOLDEN);
});

describe('the generated sources', () => {
  beforeAll(() => {
    generateSources(folder, ['python', 'java', 'go', 'dotnet'], ['.']);
  });

  const read = (file: string) => readFileSync(join(folder, file), 'utf8');

  it.each([
    ['Python', 'python/src/cdk8s_hardened/__init__.py', 'run_as: typing.Optional["RunAs"] = None'],
    ['Java', 'java/src/main/java/io/github/cdk8shardened/HardenedDeployment.java', 'public Builder runAs(final io.github.cdk8shardened.RunAs runAs)'],
    ['Go', 'go/cdk8shardened/RunAs.go', 'func RunAs_User(uid *float64, gid *float64) RunAs'],
    ['C#', 'dotnet/Cdk8sHardened/Cdk8sHardened/RunAs.cs', 'public static Cdk8sHardened.RunAs User(double uid, double? gid = null)'],
  ])('of %s have the signatures that its example uses', (_, file, signature) => {
    expect(read(file)).toContain(signature);
  });

  it('need no renamed keyword: jsii-pacmak appends an underscore to such a name', () => {
    const python = read('python/src/cdk8s_hardened/__init__.py');
    expect([...python.matchAll(/^ +(?:def )?([a-z]\w*_)(?=[:(])/gm)].map(([, name]) => name)).toEqual([]);
  });
});
