import makeCode from 'qrcode-generator';

/** A QR code of an address, drawn as one path with the quiet frame that cameras need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = drawn(text);
  return (
    <svg class="office-qr" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label}>
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

function drawn(text: string): { readonly path: string; readonly size: number } {
  const code = makeCode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const all = Array.from({ length: size * size }, (_, n) => ({ x: n % size, y: Math.floor(n / size) }));
  const dark = all.filter(({ x, y }) => code.isDark(y, x));
  return { path: dark.map(({ x, y }) => `M${x} ${y}h1v1h-1z`).join(''), size };
}
