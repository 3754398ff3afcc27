/** What a built app may do, said once: for the host's headers and for the page itself, where a host sends none. */

const NOTHING_ELSE = ["default-src 'none'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "object-src 'none'"]

/** Svelte makes its compiled templates under the first name; the app starts its own two scripts under the second. */
const TRUSTED_TYPES = ["require-trusted-types-for 'script'", 'trusted-types svelte-trusted-html tideline-script']

const PAGE = [
  ...NOTHING_ELSE,
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  ...TRUSTED_TYPES,
]

/** The page's policy as a `meta` element may say it. */
export const PAGE_POLICY = PAGE.join('; ')

const PAGE_HEADER = [...PAGE, "frame-ancestors 'none'"]

/** A worker obeys the headers of its own script. WebAssembly is the key derivation's alone; text is never run as code. */
const WORKER_HEADER = [...NOTHING_ELSE, "script-src 'self' 'wasm-unsafe-eval'", "require-trusted-types-for 'script'", "trusted-types 'none'"]

/** Every power that a browser asks about, but those below: the app uses none of these. */
const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'serial',
  'storage-access',
  'sync-xhr',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]

/**
 * For the page itself, and nothing that it might frame: passkeys, a screen that stays on while long work runs, and a
 * notice that is shared or copied when a person presses a button.
 */
const OWN_PERMISSIONS = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock', 'web-share']

/** The security headers of an answer; `path` as asked for, such as `/assets/worker-1a2b.js`; `reports` takes violations. */
export function securityHeaders(path, reports) {
  const isWorker = /^\/(assets\/worker-[^/]*|sw)\.js$/.test(path)
  return {
    'Content-Security-Policy': [...(isWorker ? WORKER_HEADER : PAGE_HEADER), `report-uri ${reports}`].join('; '),
    'Permissions-Policy': [...PERMISSIONS.map((name) => `${name}=()`), ...OWN_PERMISSIONS.map((name) => `${name}=(self)`)].join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}
