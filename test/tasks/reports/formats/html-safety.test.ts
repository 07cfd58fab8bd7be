import { detailsOf, diffOf, findingOf, linesOf, packsOf, readPage, withoutData } from './html-page';
import { HOSTILE, reportIn } from './support';
import { escapedJson } from '../../../../src/tasks/reports/formats/html/embedded';
import { podYaml, waivingPod, workspaces } from '../../../commands/cli/support';

// What a page must not show, and what must stay text.

const workspace = workspaces();

async function pageOf(files: { readonly [path: string]: string }, ...args: string[]) {
  return readPage((await workspace().write(files).audit('.', '--format', 'html', ...args)).stdout);
}

describe('secrets', () => {
  const pod = (name: string, env: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  containers:
    - name: main
      image: registry.example/app:1
      env: ${env}
      securityContext: { privileged: true }
`;

  test.each(['pss-baseline', 'pss-restricted', 'hardened'])('no page has one, by the profile %s', async (profile) => {
    const found = await pageOf({
      'block.yaml': pod('block', '\n        - name: DB_PASSWORD\n          value: hunter2-hunter2'),
      'text.yaml': pod('text', '\n        - name: DB_PASSWORD\n          value: |\n            hunter2\n            hunter2'),
      'flow.yaml': pod('flow', '[{ name: DB_PASSWORD, value: hunter2-hunter2 }]'),
      'line.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: line }\nspec: { containers: [{ name: a, image: a, env: [{ name: DB_PASSWORD, value: hunter2-hunter2 }] }] }\n',
      'Dockerfile': 'FROM debian:13\nARG DB_PASSWORD=hunter2-hunter2\nUSER root\n',
      'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata:\n  DB_PASSWORD: hunter2-hunter2\n',
      'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: s, annotations: { kubernetes.io/service-account.name: a } }\ntype: kubernetes.io/service-account-token\nstringData:\n  DB_PASSWORD: hunter2-hunter2\n',
    }, '--profile', profile);
    expect(found.text.includes('hunter2')).toBe(false);
    expect(found.text.includes('(hidden: it contains a secret)')).toBe(true);
    expect(found.index.rows.map(({ source }) => source).includes('Dockerfile')).toBe(profile === 'hardened');
    expect(linesOf(detailsOf(found, 'Pod block')).get(10)).toBe('          (hidden: it contains a secret)');
    expect(diffOf(detailsOf(found, 'Pod line')).some((line) => line.startsWith('+'))).toBe(profile !== 'pss-baseline');
  });
});

test('no line is shown whose value a finding hides in part', async () => {
  const { text } = await pageOf({
    'Dockerfile': 'FROM debian:13\nADD https://user:hunter2-hunter2@example.com/a /a\nRUN sudo PGPASSWORD=hunter2-hunter2 psql\nUSER root\n',
    'ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: proxy_set_header X-Api-Key hunter2-hunter2;
spec: {}
`,
  });
  expect(text).toContain('ingress-snippets');
  expect(text).toContain('dockerfile-sudo');
  expect(text).not.toContain('hunter2');
});

describe('hostile names, values and messages', () => {
  const HOSTILE_PARTS = ['</script><script>alert(1)</script>', '<!--<script>', '\u0000', '\u2028\u2029', '\u202e\u2066', '\ud800', '"\'&lt;`${1}'];

  test('cannot leave the data, and read back as they are', () => {
    const data = { [HOSTILE_PARTS.join('')]: HOSTILE_PARTS };
    const json = escapedJson(JSON.stringify(data));
    expect(json).not.toMatch(/[<>&\u0000-\u001f\u2028\u2029\u202e\u2066\ud800]/);
    expect(JSON.parse(json)).toEqual(data);
  });

  test('add no element to the page', async () => {
    const { text, index } = readPage(await reportIn('html'));
    const scripts = text.match(/<script/g)!.length;
    expect(scripts).toBe(index.rows.length + 2); // Their details, the index, and the program.
    expect(text).not.toMatch(/[\u0000\u2028\u202e]/);
    expect(index.rows.some(({ title }) => title.includes('<script>&amp;|'))).toBe(true);
    expect(HOSTILE).toContain('<script>');
  });

  test('add none where they are compressed', async () => {
    const items = Array.from({ length: 501 }, (_, index) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${index}` }, spec: { hostPID: true, containers: [{ name: HOSTILE, image: HOSTILE }] },
    }));
    const page = await pageOf({ 'pods.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
    expect(packsOf(page.text).length).toBeGreaterThan(1);
    expect(findingOf(page, 'Pod p500', 'image-tag').message).toContain('<script>&amp;|');
    expect(page.text.match(/<script/g)).toHaveLength(packsOf(page.text).length + 2); // The index, and the program.
    expect(withoutData(page.text)).not.toContain('<script>&');
    expect(page.text).not.toMatch(/[\u0000\u2028\u202e]/);
  });

  test('show what would turn letters round as escapes, in excerpts, diffs and waivers too', async () => {
    const evil = 'a\u202eb</script>';
    const found = await pageOf({
      'pod.yaml': `# ${evil}\n${podYaml(({ containers }) => { containers[0].image = 'x'; }).replace('image: x', `image: x # ${evil}`)}`,
      'waived.yaml': waivingPod([{ control: 'read-only-root-filesystem', containers: ['main'], reason: `because it is ${evil}`, owner: evil }]).replace('name: good', 'name: waived'),
    });
    const { line } = findingOf(found, 'Pod shop/good', 'image-tag');
    expect(linesOf(detailsOf(found, 'Pod shop/good')).get(line!)).toContain('image: x # a\\u202eb</script>');
    expect(found.index.waivers[0]).toMatchObject({ reason: 'because it is a\\u202eb</script>', owner: 'a\\u202eb</script>' });
  });
});
