import qrcode from 'qrcode';

/** Modules of white that a reader wants around the code (ISO/IEC 18004 §9.1). */
const QUIET = 4;

/** The dark modules as one path: a unit square for each. */
function pathOf(text: string): { readonly size: number; readonly path: string } {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'L' });
  const { size, data } = modules;
  const squares = [...data].flatMap((dark, index) =>
    dark ? [`M${(index % size) + QUIET} ${Math.floor(index / size) + QUIET}h1v1h-1z`] : [],
  );
  return { size: size + 2 * QUIET, path: squares.join('') };
}

/** An address as a code that a phone's camera reads; drawn in the page, for nothing may be asked of elsewhere. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = pathOf(text);
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
