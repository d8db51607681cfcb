import { config } from 'zod';

type TextPolicy = { createHTML(text: string): string };
type TrustedTypes = { createPolicy(name: 'default', policy: TextPolicy): unknown };

/** Style sheets that scripts of this page make carry its nonce; the components do not give it to all of theirs. */
function giveStylesTheNonce(): void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  if (!nonce) return;
  const createElement = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const made = createElement(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  };
}

/** The text of a style sheet is set where the browser expects markup: text without any may pass there, and nothing else. */
function trustPlainText(): void {
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createHTML(text) {
      if (text.includes('<')) throw new TypeError('markup from text is not allowed on this page');
      return text;
    },
  });
}

// Makes what the console is built of run under its content security policy; to be imported before all else.
giveStylesTheNonce();
trustPlainText();
// Schemas are not compiled: the policy forbids code from text.
config({ jitless: true });
