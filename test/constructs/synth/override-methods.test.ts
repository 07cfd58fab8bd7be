import { isOverridden, originalMethod, overrideMethods, Overrides } from '../../../src/constructs/synth/override-methods';

class Animal {
  public static readonly kingdom = 'animalia';
  public constructor(public name: string) {}
  public speak(): string {
    return `I am ${this.name}`;
  }
}

class Dog extends Animal {
  public speak(): string {
    return `Woof, ${super.speak()}`;
  }
}

const LOUD: Overrides = { speak: (_, next) => String(next()).toUpperCase() };

/** The way in which the jsii kernel calls a method. */
function callAsKernel(target: object, method: string): unknown {
  return target.constructor.prototype[method].call(target);
}

test('overrides the methods of one object only, for JavaScript and the jsii kernel', () => {
  const rex = new Dog('rex');
  overrideMethods(rex, LOUD);
  expect(rex.speak()).toBe('WOOF, I AM REX');
  expect(callAsKernel(rex, 'speak')).toBe('WOOF, I AM REX');
  expect(new Dog('fido').speak()).toBe('Woof, I am fido');
});

test('overriding twice calls the override once', () => {
  const calls: string[] = [];
  const counting: Overrides = { speak: (_, next) => (calls.push('call'), next()) };
  const rex = new Dog('rex');
  overrideMethods(rex, counting);
  overrideMethods(rex, counting);
  rex.speak();
  expect(calls).toHaveLength(1);
});

test('overrides a method that was assigned later', () => {
  const rex = new Dog('rex');
  overrideMethods(rex, LOUD);
  rex.speak = () => 'late';
  expect(rex.speak()).toBe('late');
  overrideMethods(rex, LOUD);
  expect(rex.speak()).toBe('LATE');
  overrideMethods(rex, LOUD);
  expect(rex.speak()).toBe('LATE');
});

test('returns the original method', () => {
  const rex = new Dog('rex');
  overrideMethods(rex, LOUD);
  expect(originalMethod(rex, 'speak')).toBe(Dog.prototype.speak);
  const own = () => 'own';
  rex.speak = own;
  overrideMethods(rex, LOUD);
  expect(originalMethod(rex, 'speak')).toBe(own);
});

test('an own method of the object is called next', () => {
  const rex = new Dog('rex');
  rex.speak = () => 'own';
  overrideMethods(rex, LOUD);
  expect(rex.speak()).toBe('OWN');
});

test('a method that the jsii kernel put there stays, and reaches the override by the prototype', () => {
  const rex = new Dog('rex');
  const ofPython = () => `Python: ${callAsKernel(rex, 'speak')}`;
  Object.defineProperty(rex, 'speak', { value: ofPython, enumerable: false, configurable: false, writable: false });
  overrideMethods(rex, LOUD);
  overrideMethods(rex, LOUD);
  expect(rex.speak()).toBe('Python: WOOF, I AM REX');
  expect(isOverridden(rex, LOUD)).toBe(true);
});

test('keeps class, prototype chain and properties of the object', () => {
  const rex = new Dog('rex');
  overrideMethods(rex, LOUD);
  expect(rex).toBeInstanceOf(Dog);
  expect(rex.constructor.name).toBe('Dog');
  expect((rex.constructor as typeof Dog).kingdom).toBe('animalia');
  expect(Object.keys(rex)).toEqual(['name']);
});

test('objects of one class share one subclass', () => {
  const dogs = [new Dog('a'), new Dog('b')];
  dogs.forEach((dog) => overrideMethods(dog, LOUD));
  expect(dogs[0].constructor).toBe(dogs[1].constructor);
});
