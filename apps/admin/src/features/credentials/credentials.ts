import type { CertificationDto, RevealedDocumentDto } from '@banzhen/contracts';

export type Paper = CertificationDto['documents'][number];
export type PaperKind = Paper['kind'];

/** A paper that was looked at: where the browser keeps it, for as long as the page is open. */
export type ShownPaper = Pick<RevealedDocumentDto, 'number' | 'realName'> & {
  readonly kind: PaperKind;
  readonly isPicture: boolean;
  readonly url: string;
};

/** Keeps what was revealed as an address of this page alone. */
export const shownPaper = (
  kind: PaperKind,
  { mediaType, content, ...said }: RevealedDocumentDto,
): ShownPaper => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  return { ...said, kind, isPicture: mediaType === 'image/jpeg', url };
};
