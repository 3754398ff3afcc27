/** Makes the phone and hands it to the page: the only place that knows the browser's clock, storage and worker. */
import '@tideline/ui/tokens.css'
import '@tideline/ui/base.css'
import './page.css'
import { bytesInFragment } from '@tideline/exchange'
import { localDay } from '@tideline/ui/formats'
import { browserShelf, LocaleState } from '@tideline/ui/page'
import { trustedScript } from '@tideline/ui/trusted-script'
import { mount } from 'svelte'
import App from './app.svelte'
import { askWorker } from './opening/ask-worker.ts'
import { overwriteGetLocale } from './paraglide/runtime.js'
import { Phone } from './phone/phone.svelte.ts'
import { Words } from './words/words.ts'
import workerScript from './worker.ts?worker&url'

const locale = new LocaleState(browserShelf('tideline.language'), navigator.languages)
overwriteGetLocale(() => locale.current)

const worker = new Worker(trustedScript(workerScript), { type: 'module' })
const phone = new Phone({ ask: askWorker(worker), storage: localStorage, today: () => localDay(new Date()), steady: () => performance.now() })

/** A link's secret part leaves the address at once: neither history nor a glance keeps it. */
function takeLink(): void {
  const bytes = bytesInFragment(location.hash)
  if (!bytes) return
  history.replaceState(null, '', location.pathname + location.search)
  phone.arrive(bytes)
}
takeLink()
addEventListener('hashchange', takeLink)

mount(App, { target: document.body, props: { phone, locale, words: new Words(locale) } })
if (import.meta.env.PROD) void navigator.serviceWorker?.register(trustedScript('sw.js'))
