import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

const width = 64;
const height = 48;

const plain = () => sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 60 } } });

/** A picture that says where it was taken and by whom. */
export const located = () =>
  plain()
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Copyright: 'CanaryOwner' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' },
    })
    .toBuffer();

export const aPng = () => plain().png().toBuffer();
export const aWebp = () => plain().webp().toBuffer();
export const aJpeg = () => plain().jpeg().toBuffer();

/** A PNG of a few bytes that says it is `side` pixels wide and high. */
export const flood = async (side: number): Promise<Buffer> => {
  const png = await aPng();
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  return png;
};

type Piece = { readonly dictionary: string; readonly data?: Buffer };

/** A PDF of these objects, with a table of where they are. */
export const pdfOf = (pieces: readonly Piece[]): Buffer => {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  const at = () => parts.reduce((sum, part) => sum + part.length, 0);
  pieces.forEach(({ dictionary, data }, index) => {
    places.push(at());
    const body = data
      ? Buffer.concat([Buffer.from(`${dictionary}\nstream\n`), data, Buffer.from('\nendstream')])
      : Buffer.from(dictionary);
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'));
  });
  const tableAt = at();
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = pieces.length + 1;
  parts.push(Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows}`));
  parts.push(Buffer.from(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`));
  return Buffer.concat(parts);
};

const page: readonly Piece[] = [
  { dictionary: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
  { dictionary: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>' },
];

const compressed = (text: string, more = ''): Piece => {
  const data = deflateSync(text);
  return { dictionary: `<< ${more} /Filter /FlateDecode /Length ${data.length} >>`, data };
};

/** A PDF of one page, with what the catalogue says more, and another object. */
export const aPdf = (catalogue = '', ...others: readonly Piece[]): Buffer =>
  pdfOf([
    { dictionary: `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>` },
    ...page,
    compressed('BT /F1 12 Tf (health) Tj ET'),
    ...others,
  ]);

/** Objects in a compressed stream, where a search of the file itself does not find them. */
export const objectStream = (objects: string, more = ''): Piece =>
  compressed(`5 0 ${objects}`, `/Type /ObjStm /N 1 /First 4 ${more}`);
