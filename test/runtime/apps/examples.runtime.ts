/*
 * An example as it lies in its `dist`, on real programs: only the images, which no one can pull, are others.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { ask } from './ask';
import { buildApplication, buildBase } from './images';
import { play, Played } from '../support/play';

const EXAMPLES = join(__dirname, '../../../examples');

beforeAll(buildBase);

describe('examples/php-fpm-nginx', () => {
  const beside = join(EXAMPLES, 'php-fpm-nginx');
  let gallery: Played;

  beforeAll(() => {
    ['php-fpm', 'nginx'].forEach((name) => buildApplication(name));
    gallery = playExample('php-fpm-nginx/dist/gallery.k8s.yaml', {
      'registry.example.com/gallery/php': buildApplication('gallery', { target: 'php', beside }),
      'registry.example.com/gallery/web': buildApplication('gallery', { target: 'web', beside }),
    }, [secret('gallery', { 'database-password': 'known' })]);
  });

  const web = () => gallery.container('web');
  const get = (path: string, ...options: string[]) => ['busybox', 'wget', '-q', '-O', '-', ...options, `http://127.0.0.1:8080${path}`];

  test('both containers respond', () => {
    ask(web(), get('/fpm-ping'), ({ stdout }) => stdout === 'pong');
    expect(web().exec(...get('/style.css')).stdout).toBe('body { margin: 0 }\n');
  });

  test('PHP keeps a session and an upload, and nginx serves the upload', () => {
    const form = '--b\r\nContent-Disposition: form-data; name="picture"; filename="p.txt"\r\n\r\na picture\r\n--b--\r\n';
    const upload = get('/', '--header', 'Content-Type: multipart/form-data; boundary=b', '--post-data', form);
    expect(web().exec(...upload).stdout).toBe('visit 1, password known, upload kept\n');
    expect(gallery.container('php').exec('stat', '-c', '%u:%g %a', '/var/www/uploads').stdout).toBe('0:65532 2775\n'); // as a kubelet has it
    expect(gallery.container('php').exec('sh', '-c', 'ls /var/lib/php/sessions | cut -c 1-5').stdout).toBe('sess_\n');
    expect(web().exec(...get('/uploads/picture.txt')).stdout).toBe('a picture');
  });

  test('nginx can neither change an upload nor read the files of PHP', () => {
    expect(web().exec('grep', ' /var/www/uploads ', '/proc/mounts').stdout).toMatch(/ \S+ ro,/);
    expect(web().exec('touch', '/var/www/uploads/picture.txt').code).not.toBe(0);
    expect(web().exec('ls', '/run/secrets/gallery').code).not.toBe(0);
  });

  test('only one script can be called', () => {
    expect(web().exec(...get('/index.php')).stderr).toContain('404 Not Found');
  });
});

/** Plays a file below examples/ with images of ours. */
function playExample(file: string, images: { readonly [name: string]: string }, further: readonly object[]): Played {
  const text = readFileSync(join(EXAMPLES, file), 'utf8').replace(/imagePullPolicy: Always/g, 'imagePullPolicy: Never')
    .replace(/image: ([^\s:]+):\S+/g, (_, name) => `image: ${images[name]}`);
  return play([text, ...further.map((manifest) => stringify(manifest))].join('---\n'));
}

function secret(name: string, stringData: { readonly [key: string]: string }): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData };
}
