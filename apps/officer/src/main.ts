/** Makes the office and hands it to the page: the only place that knows the browser's clock, storage and worker. */
import '@tideline/ui/tokens.css'
import '@tideline/ui/base.css'
import { connectWorker } from '@tideline/runtime'
import { localDay } from '@tideline/ui/formats'
import { mount } from 'svelte'
import App from './app.svelte'
import { ImportState } from './features/import/import-state.svelte.ts'
import { Drafts } from './features/record/drafts.svelte.ts'
import { QueueState } from './features/today/queue-state.svelte.ts'
import { overwriteGetLocale } from './paraglide/runtime.js'
import { BookState } from './shell/book-state.svelte.ts'
import { DeviceState } from './shell/device-state.svelte.ts'
import { LocaleState } from './shell/locale.svelte.ts'
import type { Office } from './shell/office.ts'
import { OfficerName } from './shell/officer-name.svelte.ts'
import { Router } from './shell/router.svelte.ts'
import { SavingState } from './shell/saving-state.svelte.ts'
import { browserShelf } from './shell/text-shelf.ts'
import { UpdateState } from './shell/update-state.svelte.ts'
import { warmPages } from './shell/pages.ts'
import { trustedScript } from './shell/trusted-script.ts'
import { Words } from './words/words.ts'
import workerScript from './worker.ts?worker&url'

const worker = connectWorker(new Worker(trustedScript(workerScript), { type: 'module', name: 'tideline' }))
const locale = new LocaleState(browserShelf('tideline.language'), navigator.languages)
overwriteGetLocale(() => locale.current)

const today = (): string => localDay(new Date())
const saving = new SavingState(() => Date.now())
const book = new BookState({ worker, saving, today })
const office: Office = {
  worker,
  locale,
  words: new Words(locale),
  router: new Router(window),
  book,
  queue: new QueueState(book),
  saving,
  imports: new ImportState(worker, today, () => book.reload()),
  drafts: new Drafts(),
  device: new DeviceState(window),
  update: new UpdateState(),
  officer: new OfficerName(browserShelf('tideline.officer')),
}

void book.load().then(warmPages)
mount(App, { target: document.body, props: { office } })
if (import.meta.env.PROD) void office.update.register(trustedScript('sw.js'), () => location.reload())
