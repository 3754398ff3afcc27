/** The only door by which the page starts a script by its address: Trusted Types shut every other. */

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string }
}

/** Throws on an address that is not beside the page. */
function besideThePage(address: string): string {
  const { href } = new URL(address, document.baseURI)
  if (!href.startsWith(new URL('./', document.baseURI).href)) throw new TypeError('Scripts come with the app, from nowhere else')
  return href
}

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
// Not every browser knows Trusted Types; the rule holds there as well.
const rules = { createScriptURL: besideThePage }
const policy = trustedTypes?.createPolicy('tideline-script', rules) ?? rules

/**
 * The address of a script of this app, for `new Worker` or the registration of a service worker. It is a
 * `TrustedScriptURL` where the browser has that, which these take as a string.
 */
export const trustedScript = (address: string): string => policy.createScriptURL(address)
