import type { ObjectName, PrincipalName } from './principals.js';

/** One sentence about who may do what, written from the founding documents and not from the authorization table. */
export interface Sentence {
  readonly says: string;
  readonly who: readonly PrincipalName[];
  /** The orders or patients it is about; without them it is about none. */
  readonly about?: readonly ObjectName[];
  readonly may: readonly string[];
}

export const under = (router: string, ...names: readonly string[]) =>
  names.map((name) => `${router}.${name}`);

export const foreign: readonly ObjectName[] = ['foreign'];
export const books: readonly PrincipalName[] = [
  'booker',
  'proxy who may book',
  'proxy who may book, restricted',
];
export const dispatches: readonly PrincipalName[] = ['dispatcher', 'admin'];
