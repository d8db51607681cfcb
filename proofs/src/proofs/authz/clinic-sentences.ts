import { books, dispatches, foreign, type Sentence, under } from './sentence.js';

const seats = under('appointment', 'hold', 'submit', 'cancel', 'reschedule', 'read');
const desk = under(
  'appointment',
  ...['hold', 'cancel', 'reschedule', 'read', 'ofSession', 'takeNumber', 'complete', 'markNoShow'],
  'answer',
);

/** Who does what about sessions of clinics and their seats. */
export const clinicSentences: readonly Sentence[] = [
  {
    says: 'Who may book for the patient takes seats at clinics, moves and cancels them.',
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
    says: 'In another organisation seats are for its own people.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: desk,
  },
  { says: 'And for its own families.', who: ['foreign family'], about: foreign, may: seats },
];
