import { randomUUID } from 'node:crypto';
import { type Checked, demand, lookAtAll } from '../check.js';
import { anotherSecret, nowInSeconds, openReceiverStage, type ReceiverCheck } from './receiver-stage.js';

const section = 'Webhook · Webhooks';
/** Twice as far as a receiver may believe. */
const FAR_SECONDS = 600;

/** Everything that a receiver of webhooks is sent, in this order. */
export const receiverChecks: readonly ReceiverCheck[] = [
  {
    name: 'signed-taken',
    section,
    promise: { zh: '签名正确的推送回 2xx。', en: 'What is signed rightly is answered 2xx.' },
    look: ({ takes, letter }) => takes(letter(), 'what is signed rightly'),
  },
  {
    name: 'rotation-taken',
    section,
    promise: {
      zh: '轮换期间有两个签名，有一个对即可。',
      en: 'While secrets rotate there are two signatures, and one has to fit.',
    },
    async look({ takes, letter, signedBy }) {
      const ours = letter();
      const other = signedBy(ours, anotherSecret());
      await takes({ ...ours, signatures: [other, ...ours.signatures] }, 'the second of two signatures');
      await takes({ ...ours, signatures: [...ours.signatures, other] }, 'the first of two signatures');
    },
  },
  {
    name: 'wrong-signature-refused',
    section,
    promise: { zh: '别的密钥签的回 4xx。', en: 'What another secret has signed is answered 4xx.' },
    look: ({ refuses, letter }) =>
      refuses(letter({ secrets: [anotherSecret()] }), 'what another secret has signed'),
  },
  {
    name: 'unsigned-refused',
    section,
    promise: { zh: '没有签名的回 4xx。', en: 'What is not signed is answered 4xx.' },
    async look({ post, letter }) {
      const status = await post(letter().body, {});
      demand(status >= 400 && status < 500, `what has no signature was answered ${status}, not 4xx`);
    },
  },
  {
    name: 'changed-refused',
    section,
    promise: {
      zh: '签名之后改过正文、编号或时间的回 4xx。',
      en: 'What was changed after it was signed, in body, id or time, is answered 4xx.',
    },
    async look({ refuses, letter }) {
      const ours = letter();
      await refuses({ ...ours, body: ours.body.replace('"version":3', '"version":4') }, 'another body');
      await refuses({ ...ours, id: randomUUID() }, 'another id');
      await refuses({ ...ours, at: ours.at - 1 }, 'another time');
    },
  },
  {
    name: 'old-refused',
    section,
    promise: {
      zh: '签名对但时间差了十分钟的回 4xx：旧的不能被人重放。',
      en: 'What is signed rightly but ten minutes off is answered 4xx: nobody sends old ones again.',
    },
    async look({ refuses, letter }) {
      await refuses(letter({ at: nowInSeconds() - FAR_SECONDS }), 'what is ten minutes old');
      await refuses(letter({ at: nowInSeconds() + FAR_SECONDS }), 'what is ten minutes ahead');
    },
  },
  {
    name: 'repeated-taken',
    section,
    promise: {
      zh: '同一件事送达两次，两次都回 2xx。',
      en: 'What arrives twice is answered 2xx twice.',
    },
    async look({ takes, letter }) {
      const ours = letter();
      await takes(ours, 'the first time');
      await takes(ours, 'the second time');
    },
  },
  {
    name: 'reordered-taken',
    section,
    promise: {
      zh: '后发生的先到，也都回 2xx。',
      en: 'What happened later and arrives first is answered 2xx, and so is the other.',
    },
    async look({ takes, letter }) {
      const subjectId = randomUUID();
      await takes(letter({ subjectId, version: 3 }), 'version 3');
      await takes(letter({ subjectId, version: 2 }), 'version 2 after version 3');
    },
  },
  {
    name: 'unknown-type-taken',
    section,
    promise: {
      zh: '不认识的 type 也回 2xx：会有新的。',
      en: 'A type that is not known is answered 2xx: new ones come.',
    },
    look: ({ takes, letter }) => takes(letter({ type: 'SomethingNew' }), 'an unknown type'),
  },
];

/** Sends webhooks of every kind to a receiver, and tells which of them it took rightly. They are about nobody: ids are made up. */
export const checkReceiver = ({
  url,
  secret,
}: {
  readonly url: string;
  readonly secret: string;
}): AsyncGenerator<Checked, void, void> => lookAtAll(receiverChecks, openReceiverStage(url, secret));
