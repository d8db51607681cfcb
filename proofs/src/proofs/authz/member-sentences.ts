import { dispatches, type Sentence, under } from './sentence.js';

/** Who may do what about members, their levels and their points, about prices and the numbers of escort orders. */
export const memberSentences: readonly Sentence[] = [
  {
    says: 'Staff who dispatch, count or help see members and points of their tenant, unless they are of one city.',
    who: [...dispatches, 'finance', 'support', 'foreign dispatcher', 'foreign admin'],
    may: [...under('membership', 'list', 'find', 'read', 'policies', 'policy'), 'points.ofMember'],
  },
  {
    says: 'Dispatchers and administrators give, freeze and resume memberships.',
    who: [...dispatches, 'foreign dispatcher', 'foreign admin'],
    may: under('membership', 'give', 'freeze', 'resume'),
  },
  {
    says: 'Administrators alone say what levels, privileges and plans there are.',
    who: ['admin', 'foreign admin'],
    may: under('membership', 'previewPolicy', 'publishPolicy'),
  },
  {
    says: 'Staff who dispatch or count see what services cost in their organisation and by which numbers its orders go, unless they are of one city.',
    who: [...dispatches, 'finance', 'foreign dispatcher', 'foreign admin'],
    may: ['priceList.lists', 'visitRules.policies'],
  },
  {
    says: 'Administrators alone publish prices and those numbers.',
    who: ['admin', 'foreign admin'],
    may: [
      ...under('priceList', 'preview', 'publish'),
      ...under('visitRules', 'previewPolicy', 'publishPolicy'),
    ],
  },
  {
    says: 'Administrators and finance put points right.',
    who: ['admin', 'finance', 'foreign admin'],
    may: ['points.adjust'],
  },
];
