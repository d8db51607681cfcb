import { principalNames } from './principals.js';
import { books, dispatches, foreign, type Sentence, under } from './sentence.js';

const seats = under('appointment', 'hold', 'submit', 'cancel', 'reschedule', 'read', 'takeNumber');
const desk = under(
  'appointment',
  ...['hold', 'cancel', 'reschedule', 'read', 'ofSession', 'takeNumber', 'complete', 'markNoShow'],
  'answer',
);
const voids = under('appointment', 'proposeVoid', 'void');
/** What whoever is signed in may ask. */
export const forEverybodyAtClinics = ['appointment.availability', 'appointment.own', 'waitlist.own'] as const;
/** What a sanction takes from those who may not book. */
export const takenAtClinics = ['appointment.hold', 'waitlist.join'] as const;

const waits = under('waitlist', 'join', 'accept', 'decline', 'resume', 'leave');
const waitlistDesk = under('waitlist', ...['join', 'resume', 'leave', 'offer', 'ofDepartment', 'ofSession']);

const bundles = under('bundle', 'read', 'quoteCancellation', 'cancel', 'choose');

/** Who does what about sessions of clinics and their seats. */
export const clinicSentences: readonly Sentence[] = [
  {
    says: 'Whoever dispatches sees by which numbers the seats of their organisation are booked, unless they are of one city.',
    who: [...dispatches, 'foreign dispatcher', 'foreign admin'],
    may: ['clinicRules.policies'],
  },
  {
    says: 'Administrators alone publish those numbers.',
    who: ['admin', 'foreign admin'],
    may: under('clinicRules', 'previewPolicy', 'publishPolicy'),
  },
  {
    says: 'Whoever dispatches somewhere finds the patients of a family that is on the phone, by its whole number.',
    who: [...dispatches, 'dispatcher of another city', 'foreign dispatcher', 'foreign admin'],
    may: ['patient.find'],
  },
  {
    says: 'Who may book for the patient takes seats at clinics, moves and cancels them, and takes the number on site.',
    who: books,
    about: ['accepted'],
    may: seats,
  },
  {
    says: 'Who may look at a patient sees their appointments.',
    who: ['proxy who may view'],
    about: ['accepted'],
    may: ['appointment.read'],
  },
  {
    says: 'Dispatchers book, move and cancel on the phone, and sit at the desk of clinics of their city.',
    who: dispatches,
    about: ['accepted'],
    may: desk,
  },
  {
    says: 'Administrators void what should never have been, two of them together.',
    who: ['admin'],
    about: ['accepted'],
    may: voids,
  },
  { says: 'In another organisation, too.', who: ['foreign admin'], about: foreign, may: voids },
  {
    says: 'In another organisation seats are for its own people.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: desk,
  },
  { says: 'And for its own families.', who: ['foreign family'], about: foreign, may: seats },
  {
    says: 'Who may book for the patient waits for seats, and answers when one is offered.',
    who: books,
    about: ['accepted'],
    may: waits,
  },
  {
    says: 'Dispatchers join, go on and leave for people on the phone, see who waits and offer freed seats; they do not answer for a family.',
    who: dispatches,
    about: ['accepted'],
    may: waitlistDesk,
  },
  {
    says: 'In another organisation, too.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: waitlistDesk,
  },
  { says: 'Its families wait for its seats.', who: ['foreign family'], about: foreign, may: waits },
  {
    says: 'Who may book for the patient sees, cancels and moves what was booked together; dispatchers do it on the phone.',
    who: [...books, ...dispatches],
    about: ['accepted'],
    may: bundles,
  },
  {
    says: 'Who may look at a patient sees what was booked together.',
    who: ['proxy who may view'],
    about: ['accepted'],
    may: ['bundle.read'],
  },
  {
    says: 'In another organisation the same is for its own people.',
    who: ['foreign family', 'foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: bundles,
  },
  {
    says: 'Whoever is signed in sees what they booked together.',
    who: principalNames,
    may: ['bundle.own'],
  },
  {
    says: 'Dispatchers see what is held together in their cities.',
    who: [...dispatches, 'dispatcher of another city', 'foreign dispatcher', 'foreign admin'],
    may: ['bundle.live'],
  },
  {
    says: 'Dispatchers see at hospitals of their cities how many wait for which session and who got freed seats, when seats go on sale, and no names.',
    who: [...dispatches, 'dispatcher of another city', 'foreign dispatcher', 'foreign admin'],
    may: ['waitlist.sessions', 'waitlist.fairness', 'schedule.releases'],
  },
  {
    says: 'Escorts, and nobody else, have a calendar of their own to subscribe to.',
    who: [
      'assigned escort',
      'assigned escort, restricted',
      'offered escort',
      'another escort',
      'foreign escort',
    ],
    may: under('calendar', 'createOwn', 'listOwn', 'revokeOwn'),
  },
  {
    says: 'Dispatchers and administrators give and take links to calendars of the doctors of their organisation and city.',
    who: dispatches,
    about: ['accepted'],
    may: under('calendar', 'create', 'list', 'revoke'),
  },
  {
    says: 'In another organisation its own people do, for its own doctors.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: under('calendar', 'create', 'list', 'revoke'),
  },
  {
    says: 'Administrators alone register partners, give and take their keys, look at how these are used, and say how much partners may owe.',
    who: ['admin', 'foreign admin'],
    may: under('partner', 'usage', 'events', 'register', 'createKey', 'revokeKey', 'setCreditLimit'),
  },
  {
    says: 'Finance sees partners and what they owe, too, and books and reverses what they have paid.',
    who: ['admin', 'finance', 'foreign admin'],
    may: under('partner', 'list', 'credit', 'settlements', 'recordSettlement', 'reverseSettlement'),
  },
  {
    says: 'And say where they are told of events, see what was told there, and tell it again.',
    who: ['admin', 'foreign admin'],
    may: [
      ...under('webhook', 'list', 'create', 'rotateSecret', 'disable', 'enable', 'remove', 'test'),
      ...under('webhook', 'deliveries', 'replay', 'replayFailed'),
    ],
  },
  {
    says: 'And connect the systems of clinics, see what these are still to be asked, and change them.',
    who: ['admin', 'foreign admin'],
    may: under('clinicSystem', 'list', 'connect', 'change', 'rotateSecret'),
  },
];
