import type { DocumentKind } from '@banzhen/domain/certification';

const WIDTH = 640;
const HEIGHT = 404;

const lines = (x: number, from: number, lengths: readonly number[]): string =>
  lengths
    .map(
      (length, row) =>
        `<rect x="${x}" y="${from + row * 44}" width="${length}" height="16" rx="8" fill="#00000030"/>`,
    )
    .join('');

const portrait = (x: number, y: number): string => `<g transform="translate(${x} ${y})">
  <rect width="150" height="190" rx="6" fill="#ffffff" stroke="#00000040"/>
  <circle cx="75" cy="72" r="34" fill="#8a7a6a"/><path d="M15 190c0-50 25-75 60-75s60 25 60 75z" fill="#5a6b7d"/></g>`;

const seal = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="52" fill="none" stroke="#c23b3b" stroke-width="6"/>
  <path d="M${x} ${y - 24}l7 17 18 1-14 12 5 18-16-10-16 10 5-18-14-12 18-1z" fill="#c23b3b"/>`;

const faces: Readonly<Record<DocumentKind, { readonly paper: string; readonly drawn: string }>> = {
  'identity-front': { paper: '#e8eef4', drawn: lines(40, 70, [180, 240, 300, 320]) + portrait(440, 80) },
  'identity-back': { paper: '#f3e9e6', drawn: seal(110, 110) + lines(210, 90, [300, 220, 340, 260]) },
  professional: {
    paper: '#f4efdf',
    drawn: portrait(40, 90) + lines(230, 90, [320, 260, 300]) + seal(530, 300),
  },
  health: { paper: '#e6f1e9', drawn: lines(60, 80, [420, 360, 400, 300, 380]) + seal(530, 300) },
};

/** What a paper of the demo looks like: shapes without a letter, and bars across it, so that nobody takes it for somebody's. */
export const demoPaper = (kind: DocumentKind): string => {
  const { paper, drawn } = faces[kind];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" rx="22" fill="${paper}"/>${drawn}
    <path d="M-40 ${HEIGHT}L${WIDTH} -40M120 ${HEIGHT + 60}L${WIDTH + 160} 20" stroke="#c23b3b30" stroke-width="26"/></svg>`;
};
