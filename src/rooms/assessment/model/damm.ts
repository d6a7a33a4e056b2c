/**
 * The check digit of H. M. Damm (2004): finds every wrong digit and every two swapped neighbours. Of digits with their own
 * check digit behind them it is 0.
 */
export function damm(digits: string): number {
  return Array.from(digits).reduce((interim, digit) => Number(dammTable[interim]?.[Number(digit)]), 0);
}

const dammTable = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;
