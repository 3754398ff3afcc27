/** What a page and its workers hold in memory, asked of the browser after it has collected garbage. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core'

interface HeapUsage {
  readonly usedSize: number
  /** Of nodes of the document, and of buffers, which stand outside the heap of JavaScript. */
  readonly embedderHeapUsedSize?: number
  readonly backingStorageSize?: number
}

export interface HeldBytes {
  readonly page: number
  /** Of each worker of the page. */
  readonly workers: readonly number[]
}

export async function heldBytes(context: BrowserContext, page: Page): Promise<HeldBytes> {
  const session = await context.newCDPSession(page)
  const workers: string[] = []
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  await session.send('HeapProfiler.collectGarbage')
  const held = { page: sum(await session.send('Runtime.getHeapUsage')), workers: await Promise.all(workers.map((worker) => ofWorker(session, worker))) }
  await session.detach()
  return held
}

/** A worker is asked through its page, by messages in messages. */
async function ofWorker(session: CDPSession, sessionId: string): Promise<number> {
  const ask = (id: number, method: string): Promise<unknown> => {
    const answered = new Promise<unknown>((resolve) => {
      session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
        const answer = JSON.parse(message) as { readonly id?: number; readonly result?: unknown }
        if (from === sessionId && answer.id === id) resolve(answer.result)
      })
    })
    return session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).then(() => answered)
  }
  await ask(1, 'HeapProfiler.collectGarbage')
  return sum((await ask(2, 'Runtime.getHeapUsage')) as HeapUsage)
}

function sum({ usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage): number {
  return usedSize + embedderHeapUsedSize + backingStorageSize
}
