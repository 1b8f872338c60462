import { encode } from 'uqr';

/** Quiet squares around the pattern that a camera needs (ISO/IEC 18004: four). */
const QUIET = 4;

/** A text as a QR picture, made here: the key in it leaves the browser for no other service. Black on white in both schemes. */
export const QrPicture = ({ text, name }: { text: string; name: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares} fill="#000" />
    </svg>
  );
};
