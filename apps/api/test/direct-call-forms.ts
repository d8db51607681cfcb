import { people } from './open-api.js';

/** A request, by one of the demo's people where that is said. */
export type Asked = { readonly path: string; readonly as?: keyof typeof people; readonly init?: RequestInit };

const inputOf = (input: unknown): string => `input=${encodeURIComponent(JSON.stringify(input))}`;
export const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
});
export const NOBODYS = '01900000-9999-7000-8000-000000000001';

/** Calls in the plain way, with what they are answered. */
export const plain: readonly (readonly [what: string, status: number, Asked])[] = [
  ['a read', 200, { path: '/trpc/auth.me', as: 'family' }],
  [
    'a read with an input',
    200,
    { path: `/trpc/catalogue.hospitals?${inputOf({ cityCode: '110000', text: '医院' })}`, as: 'family' },
  ],
  ['a read of nobody', 401, { path: '/trpc/auth.me' }],
  [
    'a session that is none',
    401,
    { path: '/trpc/auth.me', init: { headers: { authorization: 'Bearer none' } } },
  ],
  [
    'an input of the wrong form',
    400,
    { path: `/trpc/appointment.read?${inputOf({ appointmentId: 7 })}`, as: 'family' },
  ],
  ['no input', 400, { path: '/trpc/appointment.read', as: 'family' }],
  ['an empty input', 400, { path: '/trpc/appointment.read?input=', as: 'family' }],
  ['an input of null', 400, { path: '/trpc/appointment.read?input=null', as: 'family' }],
  [
    'two inputs',
    404,
    { path: `/trpc/appointment.read?${inputOf({ appointmentId: NOBODYS })}&${inputOf(1)}`, as: 'family' },
  ],
  ['an input that nobody asked for', 200, { path: `/trpc/auth.me?${inputOf({ a: 1 })}&x=1`, as: 'family' }],
  [
    'what is not there',
    404,
    { path: `/trpc/appointment.read?${inputOf({ appointmentId: NOBODYS })}`, as: 'family' },
  ],
  [
    'what is not allowed',
    403,
    { path: `/trpc/people.find?${inputOf({ phone: '13800000000' })}`, as: 'family' },
  ],
  ['a write', 200, { path: '/trpc/demo.signInAs', init: post(JSON.stringify({ accountId: people.family })) }],
  [
    'a write in named UTF-8',
    200,
    {
      path: '/trpc/demo.signInAs',
      init: post(JSON.stringify({ accountId: people.family }), {
        'content-type': 'application/json; charset=UTF-8',
      }),
    },
  ],
  [
    'a refused write',
    404,
    {
      path: '/trpc/appointment.cancel',
      as: 'family',
      init: post(JSON.stringify({ appointmentId: NOBODYS })),
    },
  ],
  [
    'a write of the wrong form',
    400,
    { path: '/trpc/appointment.cancel', as: 'family', init: post('{"appointmentId":[]}') },
  ],
  ['a write of nothing', 400, { path: '/trpc/appointment.cancel', as: 'family', init: post('') }],
  ['a write of null', 400, { path: '/trpc/appointment.cancel', as: 'family', init: post('null') }],
  [
    'a write beside an input in the address',
    404,
    {
      path: '/trpc/appointment.cancel?input=1',
      as: 'family',
      init: post(JSON.stringify({ appointmentId: NOBODYS })),
    },
  ],
];

/** Everything else, which the stock adapter answers however it is asked. */
export const others: readonly (readonly [what: string, Asked])[] = [
  ['an unknown procedure', { path: '/trpc/auth.nothing' }],
  ['a name of Object', { path: '/trpc/constructor' }],
  ['a part of the tree', { path: '/trpc/auth' }],
  ['no procedure', { path: '/trpc/' }],
  ['a slash at the end', { path: '/trpc/auth.me/', as: 'family' }],
  ['two slashes', { path: '/trpc//auth.me', as: 'family' }],
  ['an escaped name', { path: '/trpc/%61uth.me', as: 'family' }],
  ['HEAD', { path: '/trpc/auth.me', as: 'family', init: { method: 'HEAD' } }],
  ['a read that is posted', { path: '/trpc/auth.me', as: 'family', init: post('{}') }],
  [
    'a write by GET',
    { path: `/trpc/appointment.cancel?${inputOf({ appointmentId: NOBODYS })}`, as: 'family' },
  ],
  [
    'a write by PUT',
    { path: '/trpc/appointment.cancel', as: 'family', init: { ...post('{}'), method: 'PUT' } },
  ],
  ['a batch of one', { path: `/trpc/auth.me?batch=1&${inputOf({})}`, as: 'family' }],
  ['a batch of two', { path: `/trpc/auth.me,auth.me?batch=1&${inputOf({})}`, as: 'family' }],
  ['a batch that is none', { path: '/trpc/auth.me?batch=0', as: 'family' }],
  [
    'parameters of a connection',
    { path: `/trpc/auth.me?connectionParams=${encodeURIComponent('{"a":"b"}')}`, as: 'family' },
  ],
  [
    'a read of JSON',
    { path: '/trpc/auth.me', as: 'family', init: { headers: { 'content-type': 'application/json' } } },
  ],
  [
    'a read of a form',
    {
      path: '/trpc/auth.me',
      as: 'family',
      init: { headers: { 'content-type': 'multipart/form-data; boundary=a' } },
    },
  ],
];
