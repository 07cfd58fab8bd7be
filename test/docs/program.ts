import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-28';
import * as hardened from '../../src';

const MODULES: { readonly [name: string]: object } = { 'cdk8s-hardened': hardened, 'cdk8s': cdk8s, 'cdk8s-plus-28': plus };

const IMAGE = 'registry.example.com/shop/app:1.4.2';

/** What a page uses without declaring it, in this order. */
const GIVEN: ReadonlyArray<readonly [name: string, declaration: string]> = [
  ['app', 'const app = new App();'],
  ['chart', "const chart = new Chart(app, 'shop');"],
  ['claim', "const claim = PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data');"],
];

/** The whole program of the TypeScript on a page, which may be some lines of an app, or some props of a hardened workload. */
export function programOf(snippet: string): string {
  if (/^import /m.test(snippet)) return snippet;
  const body = /^\w+: /.test(snippet) ? asProps(snippet) : snippet;
  const given = GIVEN.filter(([name]) => !new RegExp(`^const ${name} = `, 'm').test(body)).map(([, declaration]) => declaration);
  const code = [...given, body, ...body.includes('app.synth()') ? [] : ['app.synth();']].join('\n');
  return `${importsOf(code)}${code}`;
}

function asProps(props: string): string {
  return `new HardenedDeployment(chart, 'shown', {\n  containers: [{ name: 'app', image: '${IMAGE}' }],\n  ${props}});`;
}

function importsOf(code: string): string {
  const names = new Set(code.replace(/'(?:[^'\\\n]|\\.)*'|\/\/.*$/gm, '').match(/(?<!\.)\b[A-Z]\w+\b(?!:)/g));
  return Object.entries(MODULES).map(([module, exported]) => {
    const used = Object.keys(exported).filter((name) => names.delete(name));
    return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${module}';\n`;
  }).join('');
}
