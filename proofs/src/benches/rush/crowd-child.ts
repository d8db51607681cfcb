import { constants, setPriority } from 'node:os';
import { callApi } from '../../product/call-api.js';

// A real crowd brings machines of its own: here it is not to take the processor from those who are measured.
setPriority(constants.priority.PRIORITY_LOW);

const [origin = '', scene, size, round] = process.argv.slice(2);

const phoneOf = (no: number): string => `137${String(Number(round) * 1_000 + no).padStart(8, '0')}`;

/** Nobody has these phones; whoever asks finds that out no sooner than with a wrong password. */
const call = (no: number) =>
  scene === 'sign-ins'
    ? callApi(
        origin,
        'auth.signInWithPassword',
        { phone: phoneOf(no), password: 'wrong-password-1', app: 'family' },
        'mutation',
      )
    : callApi(origin, 'auth.me', undefined, 'query');

const answers = await Promise.all(Array.from({ length: Number(size) }, (_, no) => call(no)));
const answered: Record<number, number> = {};
for (const { status } of answers) answered[status] = (answered[status] ?? 0) + 1;
process.send?.(answered, () => process.disconnect());
