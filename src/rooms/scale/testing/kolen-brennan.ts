import type { LinkItem } from '../model/linking.ts';

/**
 * The twelve common items of two forms, 3PL with D = 1.7 (Kolen & Brennan, Test Equating, Scaling, and Linking, 2nd edition, 2004,
 * Table 6.5; the same numbers are the data set KB04 of the R package plink).
 */
export const formX: readonly LinkItem[] = rows(`
0.4551 -0.7101 0.2087; 0.5839 -0.8567 0.2038; 0.7544 0.0212 0.1600; 0.6633 0.0506 0.1240; 1.0690 0.9610 0.2986; 0.9672 0.1950 0.0535;
0.3479 2.2768 0.1489; 1.4579 1.0241 0.2453; 1.8811 1.4062 0.1992; 0.7020 2.2401 0.0853; 1.4080 1.5556 0.0789; 1.2993 2.1589 0.1075`);

export const formY: readonly LinkItem[] = rows(`
0.4416 -1.3349 0.1559; 0.5730 -1.3210 0.1913; 0.5987 -0.7098 0.1177; 0.6041 -0.3539 0.0818; 0.9902 0.5320 0.3024; 0.8081 -0.1156 0.0648;
0.4140 2.5538 0.2410; 1.3554 0.5811 0.2243; 1.0417 0.9392 0.1651; 0.6336 1.8960 0.0794; 1.1347 1.0790 0.0630; 0.9255 2.1337 0.1259`);

function rows(text: string): readonly LinkItem[] {
  return text.split(';').map((row) => {
    const [a, b, c] = row.trim().split(' ').map(Number);
    return { a: a!, b: b!, c: c! };
  });
}
