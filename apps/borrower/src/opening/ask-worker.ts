/** The page's end of the worker: a question with a port of its own, by which its answer comes. */
import type { Answer, Question } from './answer.ts'

export type Ask = (question: Question) => Promise<Answer>

export function askWorker(worker: Worker): Ask {
  return (question) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data)
      worker.onerror = () => reject(new Error('The worker could not start'))
      worker.postMessage(question, [port2])
    })
}
