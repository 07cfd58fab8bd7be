import { agreement } from '../../../src/policy/settings/agreement';

interface Statement {
  readonly name: string;
  readonly value: unknown;
  readonly by: string;
}

const said = (by: string, name: string, value: unknown): Statement => ({ name, value, by });
const of = (...statements: Statement[]) => agreement(statements, ({ name }) => name, ({ value }) => value);

const A1 = said('first', 'a', 1);
const A2 = said('second', 'a', 2);
const A3 = said('third', 'a', 3);
const B1 = said('first', 'b', { x: [1] });

test('nothing is agreed or contradicted if nobody says anything', () => expect(of()).toEqual({ agreed: [], contradictions: [] }));

test('what several say in the same way counts once, as the first said it', () => {
  const { agreed, contradictions } = of(A1, B1, said('second', 'b', { x: [1] }), said('second', 'a', 1));
  expect(agreed).toEqual([A1, B1]);
  expect(contradictions).toEqual([]);
});

test('what one contradicts counts for nobody, however often the others say it', () => {
  expect(of(A1, B1, A2, said('fourth', 'a', 1))).toEqual({ agreed: [B1], contradictions: [[A1, A2]] });
});

test('of several contradictions about one thing the first is named, and of several things each', () => {
  const other = said('second', 'b', { x: [2] });
  expect(of(A1, A2, A3, B1, other)).toEqual({ agreed: [], contradictions: [[A1, A2], [B1, other]] });
});
