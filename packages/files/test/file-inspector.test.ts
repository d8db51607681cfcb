import { filePolicy } from '@banzhen/domain/files';
import { sentences } from '@banzhen/domain/refusals';
import { fileInspector } from '@banzhen/files';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { aJpeg, aPdf, aPng, aWebp, flood, located, objectStream } from './some-files.js';

const inspector = fileInspector();

const refusalOf = async (content: Uint8Array): Promise<string> => {
  const result = await inspector.inspect(content);
  if (result.ok) return 'taken';
  expect(sentences[result.error.type].zh).toMatch(/请/);
  expect(sentences[result.error.type].en.length).toBeGreaterThan(20);
  return result.error.type === 'PdfActive' ? `PdfActive ${result.error.by}` : result.error.type;
};

const cleanOf = async (content: Uint8Array) => {
  const result = await inspector.inspect(content);
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
};

describe('what is taken of files', () => {
  it.each([
    ['JPEG', aJpeg],
    ['PNG', aPng],
    ['WebP', aWebp],
  ])('is %s, written anew as a JPEG that decodes', async (_, make) => {
    const { mediaType, content } = await cleanOf(await make());
    expect(mediaType).toBe('image/jpeg');
    const { width, height, format } = await sharp(content).metadata();
    expect({ width, height, format }).toEqual({ width: 64, height: 48, format: 'jpeg' });
  });

  it('is turned as it was taken, without place, owner or profile', async () => {
    const sent = await located();
    expect(sent.toString('latin1')).toContain('CanaryOwner');
    const { content } = await cleanOf(sent);
    expect(Buffer.from(content).toString('latin1')).not.toContain('CanaryOwner');
    const { width, height, exif, icc, xmp, orientation } = await sharp(content).metadata();
    expect({ exif, icc, xmp, orientation }).toEqual({});
    expect({ width, height }).toEqual({ width: 48, height: 64 });
  });

  it('has nothing of what stood behind the end of a picture', async () => {
    const polyglot = Buffer.concat([await aJpeg(), Buffer.from('<script>alert(1)</script>')]);
    const { content } = await cleanOf(polyglot);
    expect(Buffer.from(content).toString('latin1')).not.toContain('script');
  });

  it('is a PDF as it is, when nothing in it acts', async () => {
    const sent = aPdf('/Lang (zh-CN)');
    const { mediaType, content } = await cleanOf(sent);
    expect(mediaType).toBe('application/pdf');
    expect(sent.equals(content)).toBe(true);
  });
});

describe('what is not', () => {
  it.each([
    ['nothing', ''],
    ['text', '这是一份健康证明'],
    ['a web page', '<!doctype html><html><body onload=alert(1)>'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['SVG after an XML head', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00\x80\x00\x00'],
    ['a program', 'MZ\x90\x00\x03\x00\x00\x00'],
    ['a ZIP', 'PK\x03\x04\x14\x00\x00\x00\x08\x00'],
    ['TIFF', 'II*\x00\x08\x00\x00\x00'],
  ])('%s', async (_, text) => {
    expect(await refusalOf(Buffer.from(text, 'latin1'))).toBe('FileTypeUnfit');
  });

  it('begins like a picture and ends early, or is something else after its first bytes', async () => {
    const whole = await aPng();
    expect(await refusalOf(whole.subarray(0, whole.length - 30))).toBe('FileDamaged');
    const jpeg = await aJpeg();
    expect(await refusalOf(jpeg.subarray(0, Math.floor(jpeg.length / 2)))).toBe('FileDamaged');
    const mask = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.from('<html><script>')]);
    expect(await refusalOf(mask)).toBe('FileDamaged');
  });

  it('says it has more pixels than may be decoded, whatever it weighs', async () => {
    expect(await refusalOf(await flood(30_000))).toBe('PictureTooLarge');
    expect(await refusalOf(await flood(6_400))).toBe('PictureTooLarge');
  });

  it('has more bytes than a file may', async () => {
    const most = Buffer.alloc(filePolicy.mostBytes + 1, await aJpeg());
    expect(await refusalOf(most)).toBe('FileTooLarge');
  });

  it.each([
    ['a script', aPdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), 'action'],
    ['a script by its short name', aPdf('/AA << /O << /S /Rendition /JS (x) >> >>'), 'action'],
    [
      'a script whose name is written in hex',
      aPdf('/OpenAction << /S /#4a#61vaScript /J#53 (x) >>'),
      'action',
    ],
    ['a program that it starts', aPdf('/OpenAction << /S /Launch /F (cmd.exe) >>'), 'action'],
    ['a form that it sends', aPdf('/OpenAction << /S /SubmitForm /F (http://x) >>'), 'action'],
    ['another file', aPdf('/Names << /EmbeddedFiles 9 0 R >>'), 'attachment'],
    ['a jump to another file', aPdf('/OpenAction << /S /GoToR /F (x) >>'), 'action'],
    ['a link that is a script', aPdf('/OpenAction << /S /URI /URI (javascript:x) >>'), 'action'],
    ['objects out of sight', aPdf('', objectStream('<< /S /JavaScript /JS (x) >>')), 'unreadable'],
    ['such a name in hex', aPdf('', objectStream('<< >>', '/Type /#4fbjStm')), 'unreadable'],
    ['a lock', aPdf('/Encrypt 9 0 R'), 'unreadable'],
  ])('is a PDF with %s', async (_, content, by) => {
    expect(await refusalOf(content)).toBe(`PdfActive ${by}`);
  });

  it('is a PDF that is cut off, or has something before or behind it', async () => {
    const whole = aPdf();
    expect(await refusalOf(whole.subarray(0, whole.length - 40))).toBe('FileDamaged');
    expect(await refusalOf(Buffer.concat([whole, Buffer.alloc(2_000, '<script>')]))).toBe('FileDamaged');
    const behind = Buffer.concat([Buffer.from('<html>\n'), whole]);
    expect(await refusalOf(behind)).not.toBe('taken');
  });
});
