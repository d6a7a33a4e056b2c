import { QrCode } from '#people/ui/office-qr.tsx';
import { useSitSay } from './sit-say.ts';

/** QR codes, one beneath the other, each with its number. */
export function CodeRow({ lines }: { lines: readonly string[] }) {
  const say = useSitSay();
  return (
    <ol class="code-row">
      {lines.map((line, n) => {
        const name = say('sitting.take-out.code', { number: n + 1, of: lines.length });
        return (
          <li key={line}>
            <QrCode text={line} label={name} />
            <span aria-hidden="true">{name}</span>
          </li>
        );
      })}
    </ol>
  );
}
