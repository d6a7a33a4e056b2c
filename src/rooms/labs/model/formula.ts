import jsep from 'jsep';
import { err, ok, type Result } from '#kernel/result.ts';
import { constant, functions, minus, negative, over, plus, raised, times, variable, type Dual } from './dual.ts';

/** What is wrong with a formula, and at which sign from 0. `what` is the sign, name or function that was not understood. */
export type FormulaFault = {
  readonly key:
    | 'labs.formula.empty'
    | 'labs.formula.long'
    | 'labs.formula.unread'
    | 'labs.formula.unknown-name'
    | 'labs.formula.unknown-function';
  readonly at: number;
  readonly what: string;
};

export type Formula = {
  readonly text: string;
  /** The names that it uses, in the order in which they first stand. */
  readonly names: readonly string[];
  /** Its value and derivatives by `names`. Not finite where it has none: a division by nothing, the root of a negative. */
  readonly at: (values: Readonly<Record<string, number>>) => Dual;
};

const longest = 200;
const constants: Readonly<Record<string, number>> = { pi: Math.PI, π: Math.PI };

// `^` raises, and is stronger than `·`; what a formula has no need of is not understood.
jsep.addBinaryOp('^', 20, true);
for (const operator of [
  '||',
  '&&',
  '??',
  '|',
  '&',
  '==',
  '!=',
  '===',
  '!==',
  '<',
  '>',
  '<=',
  '>=',
  '<<',
  '>>',
  '>>>',
  '%',
])
  jsep.removeBinaryOp(operator);
for (const operator of ['!', '~']) jsep.removeUnaryOp(operator);

/**
 * LAB-9: a formula as a pupil writes it: `U/I`, `4·π²·L/T^2`, `ln(N)`, with a decimal comma or point. It is parsed, never
 * run as a program. Names are those of columns; `allowed` says which there are, where that is known.
 */
export function readFormula(written: string, allowed?: readonly string[]): Result<Formula, FormulaFault> {
  const text = written.trim();
  if (text === '') return err({ key: 'labs.formula.empty', at: 0, what: '' });
  if (text.length > longest) return err({ key: 'labs.formula.long', at: longest, what: '' });
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const names: string[] = [];
  const fault = walk(parsed.value, names, allowed, text);
  if (fault) return err(fault);
  const at: Formula['at'] = (values) => evaluate(parsed.value, names, values);
  return ok({ text, names, at });
}

/** The name of the function that changes nothing. */
const brackets = '$';

function parse(text: string): Result<jsep.Expression, FormulaFault> {
  const plain = text
    .replaceAll(/(\d),(\d)/gu, '$1.$2')
    .replaceAll(/[·×∙]/gu, '*')
    .replaceAll(/[÷:]/gu, '/')
    .replaceAll(/[−–]/gu, '-')
    .replaceAll('²', '^2')
    .replaceAll('³', '^3')
    .replaceAll('√', 'sqrt');
  // jsep forgets brackets: those around a minus are kept as a function, for `(−x)²` is not `−x²`.
  const bracketed = plain.replaceAll(/(?<![\p{L}\p{N}_$])\((?=\s*-)/gu, `${brackets}(`);
  try {
    return ok(jsep(bracketed));
  } catch (error) {
    const index = Number((error as { index?: number }).index ?? 0);
    const at = Math.min(text.length, index - bracketed.slice(0, index).split(`${brackets}(`).length + 1);
    return err({ key: 'labs.formula.unread', at, what: text.slice(at, at + 10) });
  }
}

/** Collects names; answers with what is no part of a formula. */
function walk(
  node: jsep.Expression,
  names: string[],
  allowed: readonly string[] | undefined,
  text: string,
): FormulaFault | undefined {
  const inner = (...nodes: readonly unknown[]): FormulaFault | undefined => {
    for (const each of nodes) {
      const fault = walk(each as jsep.Expression, names, allowed, text);
      if (fault) return fault;
    }
    return undefined;
  };
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'number' ? undefined : unread(text, String(node['raw'] ?? ''));
    case 'Identifier': {
      const name = String(node['name']);
      if (Object.hasOwn(constants, name)) return undefined;
      if (Object.hasOwn(functions, name) || (allowed && !allowed.includes(name)))
        return { key: 'labs.formula.unknown-name', at: Math.max(0, text.indexOf(name)), what: name };
      if (!names.includes(name)) names.push(name);
      return undefined;
    }
    case 'UnaryExpression':
      return inner(node['argument']);
    case 'BinaryExpression':
      return inner(node['left'], node['right']);
    case 'CallExpression': {
      const called = (node['callee'] as jsep.Expression | undefined)?.['name'];
      const given = node['arguments'] as readonly unknown[];
      const isKnown = typeof called === 'string' && (called === brackets || Object.hasOwn(functions, called));
      if (!isKnown || given.length !== 1)
        return {
          key: 'labs.formula.unknown-function',
          at: Math.max(0, text.indexOf(String(called))),
          what: String(called),
        };
      return inner(given[0]);
    }
    default:
      return unread(text, '');
  }
}

function unread(text: string, what: string): FormulaFault {
  return { key: 'labs.formula.unread', at: Math.max(0, text.indexOf(what)), what };
}

const binary: Readonly<Record<string, (a: Dual, b: Dual) => Dual>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '^': raised,
};

function evaluate(node: jsep.Expression, names: readonly string[], values: Readonly<Record<string, number>>): Dual {
  const of = (inner: unknown): Dual => evaluate(inner as jsep.Expression, names, values);
  const size = names.length;
  switch (node.type) {
    case 'Literal':
      return constant(Number(node['value']), size);
    case 'Identifier': {
      const name = String(node['name']);
      const fixed = Object.hasOwn(constants, name) ? constants[name] : undefined;
      if (fixed !== undefined) return constant(fixed, size);
      return variable(Object.hasOwn(values, name) ? (values[name] ?? NaN) : NaN, names.indexOf(name), size);
    }
    case 'UnaryExpression':
      return node['operator'] === '-' ? negative(of(node['argument'])) : of(node['argument']);
    case 'BinaryExpression': {
      const [left, right] = [node['left'] as jsep.Expression, of(node['right'])];
      // A power is stronger than the minus before it, as in a textbook: −3² is −9.
      if (node['operator'] === '^' && left.type === 'UnaryExpression' && left['operator'] === '-')
        return negative(raised(of(left['argument']), right));
      return binary[String(node['operator'])]?.(of(left), right) ?? constant(NaN, size);
    }
    default: {
      const name = String((node['callee'] as jsep.Expression)['name']);
      const inner = of((node['arguments'] as readonly unknown[])[0]);
      return name === brackets ? inner : (functions[name]?.(inner) ?? constant(NaN, size));
    }
  }
}

/**
 * The standard uncertainty of a formula's value, by the law of propagation for uncorrelated inputs (GUM, JCGM 100:2008,
 * 5.1.2): the root of the sum of squares of derivative times uncertainty.
 */
export function spreadOf(
  formula: Formula,
  values: Readonly<Record<string, number>>,
  uncertainties: Readonly<Record<string, number>>,
): number {
  const { by } = formula.at(values);
  return Math.sqrt(formula.names.reduce((sum, name, k) => sum + ((by[k] ?? 0) * (uncertainties[name] ?? 0)) ** 2, 0));
}
