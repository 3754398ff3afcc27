/** Makes the premises and hands them to the page: the only place that knows the browser's clock, storage and worker. */
import '@tideline/ui/tokens.css'
import '@tideline/ui/base.css'
import { lastingWorker } from '@tideline/runtime'
import { localDay } from '@tideline/ui/formats'
import { trustedScript } from '@tideline/ui/trusted-script'
import { mount } from 'svelte'
import App from './app.svelte'
import { overwriteGetLocale } from './paraglide/runtime.js'
import { numberedAddresses, OPEN_ADDRESSES } from './shell/addresses.ts'
import { AutoLock } from './shell/auto-lock.svelte.ts'
import { DeviceState } from './shell/device-state.svelte.ts'
import { LocaleState } from '@tideline/ui/page'
import { LongWorks } from './shell/long-works.svelte.ts'
import { readMode, WORKER_NAMES } from './shell/mode.ts'
import { Preferences } from './shell/preferences.svelte.ts'
import type { Premises } from './shell/premises.ts'
import { nameAddressesBy } from './shell/route.ts'
import { Router } from './shell/router.svelte.ts'
import { screenAwake } from './shell/screen-awake.ts'
import { browserShelf } from '@tideline/ui/page'
import { StorageWatch } from './shell/storage-watch.svelte.ts'
import { UpdateState } from './shell/update-state.svelte.ts'
import { VaultState } from './shell/vault-state.svelte.ts'
import { Words } from './words/words.ts'
import workerScript from './worker.ts?worker&url'

const preferences = new Preferences(
  {
    theme: browserShelf('tideline.theme'),
    motion: browserShelf('tideline.motion'),
    shortcuts: browserShelf('tideline.shortcuts'),
    installHint: browserShelf('tideline.install-hint'),
  },
  window,
)

const modeShelf = browserShelf('tideline.mode')
const mode = readMode(modeShelf)
const worker = lastingWorker({
  start: () => new Worker(trustedScript(workerScript), { type: 'module', name: WORKER_NAMES[mode] }),
  onLost: () => void vault.interrupted(),
})
const locale = new LocaleState(browserShelf('tideline.language'), navigator.languages)
overwriteGetLocale(() => locale.current)

const addresses = mode === 'work' ? numberedAddresses() : OPEN_ADDRESSES
nameAddressesBy(addresses)
const router = new Router(window)
const leave = (): void => {
  router.forget()
  addresses.forget()
}
const vault = new VaultState({ worker, practice: mode === 'practice', marker: browserShelf('tideline.book'), windows: new BroadcastChannel('tideline:lock'), onLock: leave })
const works = new LongWorks(screenAwake(window), () => performance.now())
const premises: Premises = {
  worker,
  mode,
  async changeMode(to) {
    await vault.lock()
    modeShelf.write(to)
    leave()
    location.reload()
  },
  vault,
  autoLock: new AutoLock({
    page: window,
    clocks: { steady: () => performance.now(), date: () => Date.now() },
    lock: () => void vault.lock(),
    busy: () => works.now !== null,
  }),
  works,
  locale,
  preferences,
  words: new Words(locale),
  router,
  device: new DeviceState(window),
  update: new UpdateState(),
  storage: new StorageWatch(navigator.storage),
  today: () => localDay(new Date()),
  practiceName: browserShelf('tideline.officer'),
}

void vault.refresh()
mount(App, { target: document.body, props: { premises } })
if (import.meta.env.PROD) void premises.update.register(trustedScript('sw.js'), () => location.reload())
