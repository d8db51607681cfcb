import type { CleanFile, FileDamaged, PictureTooLarge } from '@banzhen/domain/files';
import { filePolicy } from '@banzhen/domain/files';
import { err, ok, type Result } from '@banzhen/domain/shared/result';
import sharp from 'sharp';

// One picture at a time, and nothing of it kept: these are identity cards.
sharp.cache(false);
sharp.concurrency(1);

/** Enough to read every character of a certificate. */
const LONGEST_SIDE = 3_000;
const DECODE_SECONDS = 15;

/**
 * Writes a picture anew from its pixels: turned as it was taken, without EXIF, place, colour profile or anything that stood behind
 * its end. One that says it has more pixels than may be is not decoded at all; one that ends early is damaged.
 */
export const inspectPicture = async (
  content: Uint8Array,
): Promise<Result<CleanFile, FileDamaged | PictureTooLarge>> => {
  try {
    const { width, height } = await sharp(content, { limitInputPixels: false }).metadata();
    if (width * height > filePolicy.mostPixels)
      return err({ type: 'PictureTooLarge', limitPixels: filePolicy.mostPixels });
    const written = await sharp(content, { limitInputPixels: filePolicy.mostPixels, failOn: 'warning' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85 })
      .timeout({ seconds: DECODE_SECONDS })
      .toBuffer();
    return ok({ mediaType: 'image/jpeg', content: written });
  } catch {
    return err({ type: 'FileDamaged' });
  }
};
