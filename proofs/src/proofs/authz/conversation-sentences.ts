import { isCovered, objectNames } from './principals.js';
import { books, dispatches, foreign, type Sentence, under } from './sentence.js';

const home = objectNames.filter((name) => name !== 'foreign' && name !== 'unknown');

const listening = under('conversation', 'read', 'markRead', 'report');
const talking = [...listening, 'conversation.send'];
const desk = under('conversation', 'count', 'reveal', 'answer', 'closeReport');

/** Who says what about an order to whom. */
export const conversationSentences: readonly Sentence[] = [
  {
    says: 'Who booked, and who may book for the patient, talks with the escort and the desk.',
    who: books,
    about: home,
    may: talking,
  },
  { says: 'Who may look at the patient reads it.', who: ['proxy who may view'], about: home, may: listening },
  {
    says: 'An escort talks about what they have accepted, until a day after its end.',
    who: ['assigned escort'],
    about: home.filter(isCovered),
    may: talking,
  },
  {
    says: 'So does whose shift comes next, while the one before is served.',
    who: ['assigned escort, restricted'],
    about: ['serving'],
    may: talking,
  },
  {
    says: 'Dispatchers and administrators of the city read with a reason, and write for the platform.',
    who: dispatches,
    about: home,
    may: desk,
  },
  {
    says: 'Of another city they do so with the orders there, of which this world has none.',
    who: ['dispatcher of another city'],
    about: [],
    may: desk,
  },
  {
    says: 'Who dispatches somewhere lists what was reported there, without a word of it.',
    who: [...dispatches, 'dispatcher of another city', 'foreign dispatcher', 'foreign admin'],
    may: ['conversation.reports'],
  },
  {
    says: 'In another organisation its own people talk.',
    who: ['foreign family', 'foreign escort'],
    about: foreign,
    may: talking,
  },
  {
    says: 'And its own desk.',
    who: ['foreign dispatcher', 'foreign admin'],
    about: foreign,
    may: desk,
  },
];
