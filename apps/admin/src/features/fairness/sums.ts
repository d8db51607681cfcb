import type { FairnessReportDto } from '@banzhen/contracts';

type Report = FairnessReportDto['departments'][number];
type Sums = Report['toMembers'];

/** In the order in which a freed seat goes its way. */
export const seatPaths = [
  'waitlist',
  'random',
  'sale',
  'open',
] as const satisfies readonly (keyof Report['seats'])[];

/** A part of a whole in whole per cent; none of nothing. */
export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part * 100) / whole);

const flat = ({ ended, ...sums }: Sums) => ({ ...sums, ...ended });
type Flat = ReturnType<typeof flat>;

const plus = (left: Flat, right: Flat): Flat => ({
  offers: left.offers + right.offers,
  outOfTurn: left.outOfTurn + right.outOfTurn,
  byHand: left.byHand + right.byHand,
  open: left.open + right.open,
  accepted: left.accepted + right.accepted,
  declined: left.declined + right.declined,
  missed: left.missed + right.missed,
  withdrawn: left.withdrawn + right.withdrawn,
});

/** Members, others and everybody, each with their sums. */
export const offerRows = ({ toMembers, toOthers }: Pick<Report, 'toMembers' | 'toOthers'>) => {
  const [members, others] = [flat(toMembers), flat(toOthers)];
  return [
    { who: 'members', ...members },
    { who: 'others', ...others },
    { who: 'all', ...plus(members, others) },
  ] as const;
};
