import type { AccountId } from '../shared/ids.js';

/** Who somebody is to WeChat: an openid means nothing outside its app (AU12). */
export type WechatIdentity = {
  readonly appId: string;
  readonly openId: string;
  readonly unionId?: string;
};

/** An identity elsewhere that signs an account in. */
export type IdentityLink = {
  /** Of what `identityOf` writes, 64 hex digits: it finds the account and tells nobody who somebody is elsewhere. */
  readonly identityHash: string;
  readonly accountId: AccountId;
  readonly linkedAt: Date;
};

/** This identity belongs to another account. */
export type IdentityTaken = { readonly type: 'IdentityTaken' };

/** `wechat:<appid>:<openid>`: the same openid of another app is somebody else. */
export const identityOf = ({ appId, openId }: WechatIdentity): string => `wechat:${appId}:${openId}`;
