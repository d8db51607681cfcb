import { clinicSentences, forEverybodyAtClinics, takenAtClinics } from './clinic-sentences.js';
import { conversationSentences } from './conversation-sentences.js';
import { memberSentences } from './member-sentences.js';
import { isCovered, type ObjectName, objectNames, type PrincipalName, principalNames } from './principals.js';
import { books, dispatches, foreign, type Sentence, under } from './sentence.js';

const home = objectNames.filter((name) => name !== 'foreign' && name !== 'unknown');

const reading = ['family.order', 'escort.order', 'dispatch.order', 'live.orders'];
/** What families do themselves and dispatchers do for them, by either door. */
const changing = [
  ...under('family', 'reschedule', 'changeEscort', 'quoteCancellation', 'cancel', 'endEarly'),
  ...under('dispatch', 'reschedule', 'changeEscort', 'quoteCancellation', 'cancel', 'endEarly'),
  'dispatch.previewReschedule',
  'family.confirm',
  'dispatch.confirm',
];
const paying = under('family', 'pay', 'extend', 'review');
const starting = ['family.start', 'escort.start'];
const onSite = [
  ...under('escort', 'depart', 'checkIn', 'log', 'handOver', 'end', 'endEarly', 'release'),
  ...under('dispatch', 'checkIn', 'release', 'endEarly'),
  'family.endEarly',
];
const dispatching = [
  ...under('dispatch', 'offer', 'withdraw', 'release', 'checkIn', 'giveUp', 'candidates', 'previewEnding'),
  ...under('dispatch', 'markPatientNoShow', 'markEscortNoShow', 'waiveBalance'),
  'escort.checkIn',
  'escort.release',
  'escort.endEarly',
];
const boards = under('dispatch', 'board', 'search');
const ledger = under('dispatch', 'trialBalance', 'ledgerPostings');
const booking = ['family.quote', 'family.place', 'dispatch.quote'];
const creating = ['family.create', 'dispatch.create', 'bundle.create'];

const clinicsOfTheirs = [
  ...under('schedule', 'changeDepartment', 'addDoctor', 'changeDoctor', 'changeRoom'),
  ...under('schedule', 'addTemplate', 'changeTemplate', 'endTemplate', 'addException', 'removeException'),
  ...under('schedule', 'draftSession', 'publishSession', 'closeSession', 'changeCapacity'),
  ...under('schedule', 'suspendSession', 'stopClinic', 'previewStop', 'resumeSession'),
];
const hospitals = under(
  'schedule',
  ...['hospitals', 'directory', 'addDepartment', 'addRoom', 'templates', 'preview', 'publish', 'sessions'],
);

const keeping = under('patient', 'proxies', 'inviteProxy', 'withdrawInvitation', 'revokeProxy');
const staffOfPatients = under('patient', 'read', 'reveal');

const sentences: readonly Sentence[] = [
  { says: 'The family reads its order.', who: [...books, 'proxy who may view'], about: home, may: reading },
  {
    says: 'Who booked, and who may book for the patient, changes, cancels, pays, starts, extends, confirms and reviews.',
    who: books,
    about: home,
    may: [...changing, ...paying, ...starting, 'escort.endEarly'],
  },
  { says: 'Who may book for the patient asks for a price.', who: books, about: ['accepted'], may: booking },
  { says: 'A price is booked by whoever asked for it.', who: ['booker'], about: ['accepted'], may: creating },
  {
    says: 'An escort reads and serves what they have accepted, until a day after its end.',
    who: ['assigned escort'],
    about: home.filter(isCovered),
    may: [...reading, ...onSite, ...starting],
  },
  {
    says: 'One whose work is restricted still ends what they have begun.',
    who: ['assigned escort, restricted'],
    about: ['serving'],
    may: [...reading, ...onSite, ...starting],
  },
  {
    says: 'An escort reads what is offered to them, and takes it or leaves it.',
    who: ['offered escort'],
    about: ['offered'],
    may: [...reading, ...under('escort', 'accept', 'decline')],
  },
  {
    says: 'And its escorts.',
    who: ['foreign escort'],
    about: foreign,
    may: [...reading, ...onSite, ...starting, 'escort.grab'],
  },
  {
    says: 'Every escort of the city may take what is open in the hall, or was when it was offered to somebody.',
    who: ['assigned escort', 'assigned escort, restricted', 'offered escort', 'another escort'],
    about: ['in the hall', 'offered'],
    may: ['escort.grab'],
  },
  {
    says: 'An escort who is on an order is told that nothing of it is open.',
    who: ['assigned escort'],
    about: home.filter((name) => isCovered(name)),
    may: ['escort.grab'],
  },
  {
    says: 'So is one who is on it, or is offered it, in the same words.',
    who: ['assigned escort, restricted'],
    about: ['serving'],
    may: ['escort.grab'],
  },
  {
    says: 'Dispatchers and administrators see and steer every order of their organisation and city.',
    who: dispatches,
    about: home,
    may: [...reading, ...changing, ...dispatching],
  },
  {
    says: 'They book for families on the phone.',
    who: dispatches,
    about: ['accepted'],
    may: [...booking, ...creating],
  },
  {
    says: 'Of another city they steer the orders there, of which this world has none.',
    who: ['dispatcher of another city'],
    about: [],
    may: dispatching,
  },
  { says: 'Finance reads orders.', who: ['finance'], about: home, may: reading },
  {
    says: 'In another organisation the same holds for its own people.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: [...reading, ...changing, ...dispatching, ...booking, ...creating],
  },
  {
    says: 'And its families.',
    who: ['foreign family'],
    about: foreign,
    may: [...reading, ...changing, ...paying, ...starting, 'escort.endEarly', ...booking, ...creating],
  },
  {
    says: 'Who may book for a patient reads and changes what is known about them, and may leave.',
    who: books,
    about: ['accepted'],
    may: under('patient', 'read', 'change', 'leave'),
  },
  {
    says: 'Who may look at a patient reads, and may leave.',
    who: ['proxy who may view'],
    about: ['accepted'],
    may: under('patient', 'read', 'leave'),
  },
  { says: 'Keepers say who else may.', who: ['booker'], about: ['accepted'], may: keeping },
  {
    says: 'Staff see patients of their city masked, and more with a reason and a fresh proof.',
    who: [...dispatches, 'quality', 'support'],
    about: ['accepted'],
    may: staffOfPatients,
  },
  {
    says: 'So do those of another city, with the patients of that one.',
    who: ['dispatcher of another city'],
    about: [],
    may: staffOfPatients,
  },
  {
    says: 'In another organisation patients are for its own people.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: staffOfPatients,
  },
  {
    says: 'And for its families.',
    who: ['foreign family'],
    about: foreign,
    may: [...under('patient', 'read', 'change', 'leave'), ...keeping],
  },
  ...clinicSentences,
  ...conversationSentences,
  {
    says: 'Dispatchers and administrators plan the clinics of their organisation and city.',
    who: dispatches,
    about: ['accepted'],
    may: clinicsOfTheirs,
  },
  {
    says: 'In another organisation its own people do.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: clinicsOfTheirs,
  },
  {
    says: 'Whoever dispatches somewhere may ask about a hospital; whether it is one of their city is looked at then.',
    who: [...dispatches, 'dispatcher of another city', 'foreign dispatcher', 'foreign admin'],
    may: hospitals,
  },
  {
    says: 'Holidays are those of the organisation, not of one city.',
    who: [...dispatches, 'foreign dispatcher', 'foreign admin'],
    may: ['schedule.setHoliday'],
  },
  {
    says: 'Staff who dispatch or count see the board.',
    who: [...dispatches, 'dispatcher of another city', 'finance', 'foreign dispatcher', 'foreign admin'],
    may: boards,
  },
  {
    says: 'They see the books of their tenant, unless they are of one city.',
    who: [...dispatches, 'finance', 'foreign dispatcher', 'foreign admin'],
    may: ledger,
  },
  {
    says: 'Escorts see the hall, their offers and their shifts.',
    who: principalNames.filter((name) => name.includes('escort')),
    may: under('escort', 'hall', 'offers', 'shifts'),
  },
  {
    says: 'Administrators, quality and support find people.',
    who: ['admin', 'quality', 'support', 'foreign admin'],
    may: ['people.find'],
  },
  {
    says: 'Administrators and quality sanction people and answer appeals.',
    who: ['admin', 'quality', 'foreign admin'],
    may: under('people', 'sanction', 'liftSanction', 'appeals', 'answerAppeal'),
  },
  {
    says: 'The quality staff looks at papers that wait for a review and decides, and lifts suspensions.',
    who: ['quality'],
    may: under('certification', 'reveal', 'requestInfo', 'reject', 'approve', 'lift'),
  },
  {
    says: 'The quality staff and administrators see how escorts stand, and suspend them, each in their own tenant.',
    who: ['quality', 'admin', 'foreign admin'],
    may: under('certification', 'waiting', 'standing', 'read', 'suspend'),
  },
  {
    says: 'Administrators alone revoke escorts, in their own tenant.',
    who: ['admin', 'foreign admin'],
    may: under('certification', 'revoke'),
  },
  {
    says: 'Administrators alone give and take roles and second factors.',
    who: ['admin', 'foreign admin'],
    may: under('people', 'grantRole', 'revokeRole', 'resetTotp'),
  },
  {
    says: 'Administrators and auditors read the staff list and the audit.',
    who: ['admin', 'auditor', 'foreign admin'],
    may: ['people.staff', ...under('audit', 'page', 'verify')],
  },
  ...memberSentences,
  {
    says: 'Whoever is signed in has an account, a catalogue, patients and orders of their own.',
    who: principalNames,
    may: [
      'auth.me',
      ...under('account', 'sessions', 'revokeSession', 'revokeOtherSessions', 'stepUp', 'setPassword'),
      ...under('account', 'changePhone', 'sanctions', 'appeal'),
      ...under('catalogue', 'services', 'hospitals', 'escorts'),
      ...under('family', 'patients', 'orders'),
      ...under('patient', 'list', 'create', 'invitations', 'acceptInvitation', 'declineInvitation'),
      ...under('consent', 'list', 'give', 'withdraw'),
      ...[...under('account', 'export', 'erase'), ...under('certification', 'submit', 'own')],
      ...forEverybodyAtClinics,
      ...under('membership', 'own', 'buy', 'cancel'),
      'points.own',
    ],
  },
];

/** The doors at which nobody has a session yet. */
export const isWayIn = (procedure: string): boolean =>
  /^(?:demo|staffAuth)\./.test(procedure) || (procedure.startsWith('auth.') && procedure !== 'auth.me');

/** What the sentences say: may this person do that, to this order if one is meant? */
export const sentenceFor = (
  name: PrincipalName,
  procedure: string,
  object: ObjectName | undefined,
): string | undefined => {
  if (isWayIn(procedure)) return 'Everybody may come in.';
  return sentences.find(
    ({ who, about, may }) =>
      who.includes(name) &&
      may.includes(procedure) &&
      (object === undefined ? !about : about?.includes(object)),
  )?.says;
};

/** What a sanction has taken from somebody, who is told so instead of being let in. */
export const isTakenFrom = (name: PrincipalName, procedure: string): boolean =>
  (name === 'proxy who may book, restricted' &&
    [...booking, 'family.review', 'patient.create', 'patient.change', ...takenAtClinics].includes(
      procedure,
    )) ||
  (name === 'assigned escort, restricted' && ['escort.grab', 'escort.accept'].includes(procedure));

/** Whether this person may do that to anything at all: they are asked for a fresh proof before it is looked for. */
export const mayAnywhere = (name: PrincipalName, procedure: string): boolean =>
  sentences.some(({ who, may }) => who.includes(name) && may.includes(procedure));
