import sharp from 'sharp';

/** A picture, as a camera would give it, of what the product itself has drawn as SVG; never of what somebody has sent. */
export const drawnPicture = (svg: string): Promise<Uint8Array> =>
  sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).jpeg({ quality: 85 }).toBuffer();
