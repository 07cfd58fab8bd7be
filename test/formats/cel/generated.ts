import type { Question } from './asked';

/** Numbers between 0 and 1, the same for each seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
class Random {
  constructor(private state: number) {}

  public below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0; // eslint-disable-line no-bitwise
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  public of<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }
}

const TEXTS = ['', 'a', 'web', 'nginx:1.29', 'registry.example.com/app@sha256:00', '10.0.0.1', '1Gi', '1.2.3', 'é😀', '90m', '5'];
const PATTERNS = ['^[a-z]+$', 'a|b', '[0-9]+', '(?i)WEB', '^$', '\\\\.', 'x{2,3}', '(a+)+$'];
const ITEMS = ['object.spec.containers', 'object.spec.numbers', 'object.spec.texts'];

/** An object with some of its fields. */
function objectOf(random: Random): unknown {
  const some = <T>(value: T) => random.below(4) > 0 ? value : undefined;
  const container = () => ({ name: random.of(TEXTS), image: some(random.of(TEXTS)), privileged: some(random.below(2) > 0) });
  return {
    metadata: { name: random.of(TEXTS), labels: some({ team: random.of(TEXTS) }) },
    spec: {
      replicas: some(random.below(10) - 3),
      ratio: some(random.below(100) / 8),
      isPaused: some(random.below(2) > 0),
      numbers: Array.from({ length: random.below(4) }, () => random.below(5)),
      texts: Array.from({ length: random.below(4) }, () => random.of(TEXTS)),
      containers: Array.from({ length: random.below(3) }, container),
    },
  };
}

/** Writes expressions that mostly have the type that their place asks for. */
class Writer {
  constructor(private readonly random: Random, private readonly names: readonly string[] = []) {}

  public bool(depth: number): string {
    const { random } = this;
    if (depth <= 0) {
      return random.of(['true', 'false', 'object.spec.isPaused', 'has(object.spec.ratio)', 'object.spec.replicas']);
    }
    const inner = depth - 1;
    return random.of<() => string>([
      () => `${this.int(inner)} ${random.of(['==', '!=', '<', '<=', '>', '>='])} ${this.int(inner)}`,
      () => `${this.text(inner)} ${random.of(['==', '!=', '<', 'in'])} ${random.of([this.text(inner), this.list(inner)])}`,
      () => `(${this.bool(inner)} && ${this.bool(inner)})`,
      () => `(${this.bool(inner)} || ${this.bool(inner)})`,
      () => `!${this.bool(inner)}`,
      () => `(${this.bool(inner)} ? ${this.bool(inner)} : ${this.bool(inner)})`,
      () => `${this.loop(random.of(['all', 'exists', 'exists_one']), inner, (writer) => writer.bool(inner))}`,
      () => `${this.text(inner)}.${random.of(['contains', 'startsWith', 'endsWith'])}(${this.text(inner)})`,
      () => `${this.text(inner)}.matches('${random.of(PATTERNS)}')`,
      () => `${random.of(['isIP', 'isCIDR', 'isQuantity', 'isURL', 'isSemver'])}(${this.text(inner)})`,
      () => `${this.list(inner)}.${random.of(['isSorted()', `includes(${this.int(inner)})`])}`,
      () => `sets.${random.of(['contains', 'equivalent', 'intersects'])}(${this.list(inner)}, ${this.list(inner)})`,
      () => `object.?spec.?${random.of(['ratio', 'isPaused', 'nope'])}.hasValue()`,
      () => `${random.of(['has(object.metadata.labels)', '\'team\' in object.metadata.labels', 'has(object.metadata.labels.team)'])}`,
      () => `quantity(${this.text(inner)}).isLessThan(quantity('2Gi'))`,
      () => `duration(${this.text(inner)}) > duration('1h')`,
      () => `format.dns1123Label().validate(${this.text(inner)}).hasValue()`,
      () => `semver(${this.text(inner)}).isLessThan(semver('2.0.0'))`,
      () => `cidr('10.0.0.0/8').containsIP(${this.text(inner)})`,
    ])();
  }

  public int(depth: number): string {
    const { random } = this;
    if (depth <= 0) {
      return random.of([...this.names, '0', '1', '-3', '2.5', '7u', 'object.spec.replicas', 'object.spec.ratio', '9223372036854775807']);
    }
    const inner = depth - 1;
    return random.of<() => string>([
      () => `(${this.int(inner)} ${random.of(['+', '-', '*', '/', '%'])} ${this.int(inner)})`,
      () => `size(${random.of([this.text(inner), this.list(inner)])})`,
      () => `int(${random.of([this.text(inner), this.int(inner)])})`,
      () => `${this.list(inner)}.${random.of(['sum()', 'max()', 'min()', 'size()'])}`,
      () => `${this.list(inner)}[${this.int(0)}]`,
      () => `${this.text(inner)}.${random.of(['indexOf', 'lastIndexOf'])}(${this.text(0)})`,
      () => `object.?spec.?replicas.orValue(${this.int(inner)})`,
      () => `-${this.int(0).replace(/^-/, '')}`,
    ])();
  }

  public text(depth: number): string {
    const { random } = this;
    if (depth <= 0) {
      return random.of([...this.names, `'${random.of(TEXTS)}'`, 'object.metadata.name', 'object.metadata.labels.team']);
    }
    const inner = depth - 1;
    return random.of<() => string>([
      () => `(${this.text(inner)} + ${this.text(inner)})`,
      () => `string(${this.int(inner)})`,
      () => `${this.text(inner)}.${random.of(['lowerAscii()', 'upperAscii()', 'trim()', 'charAt(0)', 'substring(1)'])}`,
      () => `${this.text(inner)}.replace(${this.text(0)}, 'x')`,
      () => `${this.text(inner)}.find('${random.of(PATTERNS)}')`,
      () => `${this.list(inner)}.join('-')`,
      () => `'%s %s'.format([${this.int(inner)}, ${this.list(inner)}])`,
      () => `object.?metadata.?labels[?'team'].orValue(${this.text(inner)})`,
    ])();
  }

  public list(depth: number): string {
    const { random } = this;
    if (depth <= 0) {
      return random.of([...ITEMS, '[1, 2, 3]', '[\'a\', \'b\']', '[]']);
    }
    const inner = depth - 1;
    return random.of<() => string>([
      () => this.loop('filter', inner, (writer) => writer.bool(inner)),
      () => this.loop('map', inner, (writer) => random.of([writer.int(inner), writer.text(inner)])),
      () => `${this.text(inner)}.split('a')`,
      () => `${this.text(inner)}.findAll('${random.of(PATTERNS)}')`,
      () => `(${this.list(inner)} + ${this.list(inner)})`,
      () => `[dyn(${this.int(inner)}), ${this.text(inner)}]`,
      () => `${this.list(inner)}.${random.of(['reverse()', 'distinct()', 'sort()', 'slice(0, 1)', 'flatten()'])}`,
      () => 'object.spec.containers.map(c, c.image)',
    ])();
  }

  private loop(macro: string, depth: number, body: (writer: Writer) => string): string {
    const name = `v${this.names.length}`;
    const over = this.list(depth);
    return `${over}.${macro}(${name}, ${body(new Writer(this.random, [...this.names, name, ...over.endsWith('containers') ? [`${name}.name`] : []]))})`;
  }
}

/** Pairs of expressions and objects, the same for each seed. */
export function generatedQuestions(count: number, seed: number): readonly Question[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const writer = new Writer(random);
    const depth = 1 + random.below(3);
    const expression = random.of([() => writer.bool(depth), () => writer.text(depth), () => writer.int(depth), () => writer.list(depth)])();
    return { expression, variables: { object: objectOf(random) } };
  });
}
